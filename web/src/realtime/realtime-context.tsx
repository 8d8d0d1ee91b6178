/** The page's {@link Realtime}. */
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Realtime, Topic } from './realtime.ts';
import type { ServerMessage } from './server-message.ts';

export const RealtimeContext = createContext<Realtime | undefined>(undefined);

/** Throws outside of the app's providers. */
export const useRealtime = (): Realtime => {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('useRealtime needs a RealtimeContext around it');
  return realtime;
};

/** Whether live messages come; where not, queries poll. */
export const useIsConnected = (): boolean => {
  const { subscribe, getSnapshot } = useRealtime();
  return useSyncExternalStore(subscribe, getSnapshot).isConnected;
};

/** Follows a topic while the component is there; undefined follows none. */
export const useTopic = (topic: Topic | undefined, listener: (message: ServerMessage) => void): void => {
  const realtime = useRealtime();
  const onMessage = useEffectEvent(listener);
  useEffect(() => (topic ? realtime.follow(topic, onMessage) : undefined), [realtime, topic]);
};
