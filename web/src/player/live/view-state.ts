/** What a live player shows of its state. Pure. */
import { formatDuration } from '../../format/format-duration.ts';
import { behindSeconds, describePosition, isAtLiveEdge } from '../core/dvr-window.ts';
import type { PlayerPhase, PlayerState, QualityChoice, QualityOption } from '../core/player-state.ts';

/**
 * `data-state` of the page; tests and style sheets match on it.
 *
 * `connecting`: before the first picture · `live`: at the live edge · `behind`: further back in the DVR window ·
 * `reconnecting`: the picture stands still because the encoder or a server is away · `disconnected`: it stands still because
 * nobody answers this viewer · `ended`: the session is over · `offline`: there is nothing to see (not yet, not for this viewer,
 * not in this browser). `data-phase` beside it is the player's own word.
 */
export type PageState = 'connecting' | 'live' | 'behind' | 'reconnecting' | 'disconnected' | 'ended' | 'offline';

export const pageState = ({ phase, window }: Pick<PlayerState, 'phase' | 'window'>): PageState => {
  if (phase === 'offline' || phase === 'private' || phase === 'notFound' || phase === 'unsupported') return 'offline';
  if (phase === 'disconnected') return phase;
  if (phase === 'connecting' || !window) return 'connecting';
  if (window.isEnded) return 'ended';
  if (phase === 'reconnecting') return phase;
  return isAtLiveEdge(window) ? 'live' : 'behind';
};

export interface Message {
  readonly title: string;
  readonly hint: string;
  /** `busy`: something is under way, a spinner says so, and the picture stays in sight. */
  readonly kind: 'busy' | 'still';
}

const busy = (title: string, hint = ''): Message => ({ title, hint, kind: 'busy' });
const still = (title: string, hint: string): Message => ({ title, hint, kind: 'still' });

const messages: Readonly<Record<Exclude<PlayerPhase, 'playing'>, Message>> = {
  connecting: busy('Connecting…'),
  offline: still('Not live yet', 'It starts here by itself as soon as the stream is live.'),
  private: still('This stream is private', 'Ask whoever streams it for a link.'),
  notFound: still('There is no such stream', 'Look at its name and namespace in the address.'),
  buffering: busy('Loading…'),
  reconnecting: busy('The stream will be right back', 'It goes on here by itself.'),
  disconnected: busy('Connection lost', 'It goes on here by itself as soon as your network does.'),
  unsupported: still('This browser cannot play the stream', 'Any current browser can.'),
};

const endedMessage = still('The stream has ended', 'Go back on the bar to watch it again.');
const liveAgainMessage = still('The stream is live again', 'Press Go live.');

/** What stands over the picture; undefined when nothing should. `isOver`: whoever is around the player knows that nothing comes. */
export const messageFor = (state: PlayerState, isOver = false): Message | undefined => {
  if (isOver && state.phase === 'reconnecting') return endedMessage;
  if (state.phase !== 'playing') return messages[state.phase];
  const { window } = state;
  const isAtTheEnd = window?.isEnded && window.liveSeconds - window.positionSeconds < 0.5;
  if (!isAtTheEnd) return undefined;
  return state.isLiveAgain ? liveAgainMessage : endedMessage;
};

/** What the live button says. */
export const liveButtonText = (state: PlayerState): string => {
  const shown = pageState(state);
  if (shown === 'ended' && !state.isLiveAgain) return 'Ended';
  return shown === 'live' ? 'Live' : 'Go live';
};

/** The text beside the live button. */
export const positionText = ({ window }: PlayerState): string => {
  const text = window ? describePosition(window) : '';
  return text === 'Live' ? '' : text;
};

/** The same where there is no room for words: `−1:20`. */
export const shortPositionText = ({ window }: PlayerState): string => {
  if (!window || isAtLiveEdge(window)) return '';
  return window.isEnded
    ? formatDuration(window.positionSeconds - window.startSeconds)
    : `−${formatDuration(behindSeconds(window))}`;
};

/** How far the picture at the live edge is behind what arrives; nothing elsewhere, and where it is unknown. */
export const latencyText = (state: PlayerState): string => {
  const { latencySeconds, isPaused } = state;
  if (latencySeconds === undefined || isPaused || pageState(state) !== 'live') return '';
  return `${latencySeconds.toFixed(1)} s latency`;
};

/** The quality menu, highest rung first after the automatic one. */
export const qualityChoices = (
  state: Pick<PlayerState, 'qualities' | 'qualityChoice' | 'activeQuality'>,
): readonly { readonly value: QualityChoice; readonly label: string }[] => [
  { value: 'auto', label: autoLabel(state) },
  ...state.qualities.map(({ index, name }) => ({ value: index, label: name })),
];

/** The first entry of the quality menu: `Auto (720p)` while it chooses. */
export const autoLabel = (state: Pick<PlayerState, 'qualities' | 'qualityChoice' | 'activeQuality'>): string => {
  const isActive = ({ index }: QualityOption): boolean => index === state.activeQuality;
  const active = state.qualityChoice === 'auto' ? state.qualities.find(isActive) : undefined;
  return active ? `Auto (${active.name})` : 'Auto';
};
