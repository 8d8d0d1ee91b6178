/** The quality menu: the browser's own select, so that it works by keyboard, touch and screen reader alike. */
import type { PlayerState, QualityOption } from '../player/core/player-state.ts';
import { type Binding, showState } from './binding.ts';
import { autoLabel } from './view-state.ts';

const optionFor = ({ index, name }: QualityOption): HTMLOptionElement => new Option(name, String(index));

export const bindQuality = (binding: Binding): void => {
  const { elements, player, signal } = binding;
  const { quality } = elements;
  const auto = new Option('Auto', 'auto');
  let shown: PlayerState['qualities'] | undefined;
  quality.addEventListener(
    'change',
    () => player.setQuality(quality.value === 'auto' ? 'auto' : Number(quality.value)),
    { signal },
  );
  showState(binding, (state) => {
    if (state.qualities !== shown) quality.replaceChildren(auto, ...state.qualities.map(optionFor));
    shown = state.qualities;
    auto.textContent = autoLabel(state);
    quality.value = String(state.qualityChoice);
    quality.disabled = state.qualities.length === 0;
  });
};
