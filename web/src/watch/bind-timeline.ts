/** The DVR bar, the live button and the words beside them. The bar counts from the oldest moment that is kept. */
import { describePosition } from '../player/core/dvr-window.ts';
import { type Binding, showState } from './binding.ts';
import { liveButtonText, pageState, positionText } from './view-state.ts';

const bindSeekBar = (binding: Binding): void => {
  const { elements, player, signal } = binding;
  const { seek } = elements;
  let isDragged = false;
  const seekToValue = (): void => {
    const { window } = player.getSnapshot();
    if (window) player.seekTo(window.startSeconds + seek.valueAsNumber);
    isDragged = false;
  };
  seek.addEventListener('input', () => (isDragged = true), { signal });
  seek.addEventListener('change', seekToValue, { signal });
  showState(binding, ({ window }) => {
    seek.disabled = !window;
    if (!window || isDragged) return;
    seek.max = String(window.liveSeconds - window.startSeconds);
    seek.valueAsNumber = Math.max(0, window.positionSeconds - window.startSeconds);
    seek.setAttribute('aria-valuetext', describePosition(window));
  });
};

const bindLiveButton = (binding: Binding): void => {
  const { elements, player, signal } = binding;
  elements.goLive.addEventListener('click', () => player.goLive(), { signal });
  showState(binding, (state) => {
    const shown = pageState(state);
    elements.goLiveText.textContent = liveButtonText(state);
    elements.goLive.disabled = shown !== 'behind' && !state.isLiveAgain;
    elements.position.textContent = positionText(state);
  });
};

export const bindTimeline = (binding: Binding): void => {
  bindSeekBar(binding);
  bindLiveButton(binding);
};
