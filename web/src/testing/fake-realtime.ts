/** Live updates that the test itself sends. */
import type { Realtime, RealtimeState, Topic } from '../realtime/realtime.ts';
import type { ServerMessage } from '../realtime/server-message.ts';
import { StateStore } from '../state/state-store.ts';

export interface FakeRealtime extends Realtime {
  /** Tells a message to who follows the topic. */
  readonly say: (topic: Topic, message: ServerMessage) => void;
  readonly setConnected: (isConnected: boolean) => void;
  /** The topics that are followed now, and the streams that are watched. */
  readonly topics: () => readonly Topic[];
  readonly watched: () => readonly string[];
}

/** Begins connected. */
export const createFakeRealtime = (): FakeRealtime => {
  const store = new StateStore<RealtimeState>({ isConnected: true });
  const followers = new Set<{ readonly topic: Topic; readonly listener: (message: ServerMessage) => void }>();
  const watching = new Set<{ readonly streamId: string }>();
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    follow: (topic, listener) => {
      const follower = { topic, listener };
      followers.add(follower);
      return () => followers.delete(follower);
    },
    watch: (streamId) => {
      const watch = { streamId };
      watching.add(watch);
      return () => watching.delete(watch);
    },
    say: (topic, message) => {
      for (const follower of followers) if (follower.topic === topic) follower.listener(message);
    },
    setConnected: (isConnected) => store.update({ isConnected }),
    topics: () => [...new Set([...followers].map(({ topic }) => topic))],
    watched: () => [...new Set([...watching].map(({ streamId }) => streamId))],
  };
};
