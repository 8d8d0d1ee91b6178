/** What every control of the page gets: the elements, the player, and how long to live. */
import type { Player } from '../player/core/player.ts';
import type { PlayerState } from '../player/core/player-state.ts';
import type { PageElements } from './page-elements.ts';

export interface Binding {
  readonly elements: PageElements;
  readonly player: Player;
  readonly signal: AbortSignal;
}

/** Shows the state now and at each change, until the signal. */
export const showState = ({ player, signal }: Binding, show: (state: PlayerState) => void): void => {
  const stop = player.subscribe(() => show(player.getSnapshot()));
  signal.addEventListener('abort', stop, { once: true });
  show(player.getSnapshot());
};

/** A button with two faces: its name says what a press does. */
export const showToggle = (button: HTMLButtonElement, isOn: boolean, name: string): void => {
  button.toggleAttribute('data-on', isOn);
  button.setAttribute('aria-label', name);
};
