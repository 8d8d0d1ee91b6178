/** What the page shows of a player's state. Pure. */
import { describePosition, isAtLiveEdge } from '../player/core/dvr-window.ts';
import type { PlayerPhase, PlayerState, QualityOption } from '../player/core/player-state.ts';

/** `data-state` of the page; tests and style sheets match on it. */
export type PageState = 'connecting' | 'live' | 'behind' | 'ended' | 'offline';

export const pageState = ({ phase, window }: Pick<PlayerState, 'phase' | 'window'>): PageState => {
  if (phase === 'offline' || phase === 'private' || phase === 'notFound' || phase === 'unsupported') return 'offline';
  if (phase === 'connecting' || !window) return 'connecting';
  if (window.isEnded) return 'ended';
  return isAtLiveEdge(window) ? 'live' : 'behind';
};

export interface Message {
  readonly title: string;
  readonly hint: string;
}

const messages: Readonly<Record<Exclude<PlayerPhase, 'playing'>, Message>> = {
  connecting: { title: 'Connecting…', hint: '' },
  offline: { title: 'Not live yet', hint: 'It starts here by itself as soon as the stream is live.' },
  private: { title: 'This stream is private', hint: 'Ask whoever streams it for a link.' },
  notFound: { title: 'There is no such stream', hint: 'Look at its name and namespace in the address.' },
  reconnecting: { title: 'Reconnecting…', hint: 'It goes on as soon as the stream does.' },
  unsupported: { title: 'This browser cannot play the stream', hint: 'Any current browser can.' },
};

const endedMessage: Message = { title: 'The stream has ended', hint: 'Go back on the bar to watch it again.' };
const liveAgainMessage: Message = { title: 'The stream is live again', hint: 'Press Go live.' };

/** What stands over the picture; undefined when nothing should. */
export const messageFor = (state: PlayerState): Message | undefined => {
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

/** The first entry of the quality menu: `Auto (720p)` while it chooses. */
export const autoLabel = (state: Pick<PlayerState, 'qualities' | 'qualityChoice' | 'activeQuality'>): string => {
  const isActive = ({ index }: QualityOption): boolean => index === state.activeQuality;
  const active = state.qualityChoice === 'auto' ? state.qualities.find(isActive) : undefined;
  return active ? `Auto (${active.name})` : 'Auto';
};
