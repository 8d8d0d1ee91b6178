/**
 * Counts the viewer of an embedded player, and tells how many there are. By a WebSocket alone, which is one viewer for as
 * long as it holds: a frame in another site's page has no cookies, so each heartbeat over HTTP would be another viewer.
 */

import type { ServerMessage } from '../realtime/server-message.ts';
import { SocketLink, type SocketLinkOptions } from '../realtime/socket-link.ts';

export interface AudienceOptions extends Pick<SocketLinkOptions, 'openSocket' | 'random'> {
  readonly streamId: string;
  readonly onViewers: (viewers: number) => void;
  readonly signal: AbortSignal;
}

const viewersIn = (message: ServerMessage, streamId: string): number | undefined => {
  if (message.type === 'stream') return message.viewers;
  if (message.type !== 'viewers') return undefined;
  return message.counts.find(({ id }) => id === streamId)?.viewers;
};

/** Until the signal. */
export const followAudience = ({ streamId, onViewers, signal, ...environment }: AudienceOptions): void => {
  let beats: ReturnType<typeof setInterval> | undefined;
  const begin = (heartbeatSeconds: number): void => {
    const beat = (): void => link.send({ type: 'watching', streamId });
    link.send({ type: 'subscribe', topic: `stream:${streamId}` });
    beat();
    beats = setInterval(beat, heartbeatSeconds * 1000);
  };
  const link = new SocketLink({
    ...environment,
    onMessage: (message) => {
      if (message.type === 'hello') begin(message.heartbeatSeconds);
      const viewers = viewersIn(message, streamId);
      if (viewers !== undefined) onViewers(viewers);
    },
    onLost: () => clearInterval(beats),
  });
  signal.addEventListener('abort', () => link.stop(), { once: true });
  link.start();
};
