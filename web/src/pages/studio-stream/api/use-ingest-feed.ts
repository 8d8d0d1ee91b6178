/** The topic `ingest:<id>`: the source in numbers for the charts, and conditions, which go to the stream's query. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Condition, Stream } from '../../../api/generated/schemas.ts';
import { useTopic } from '../../../realtime/realtime-context.tsx';
import type { IngestMessage } from '../../../realtime/server-message.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';
import { type IngestHistory, withFirstSample, withSample } from '../model/charts/ingest-history.ts';

const withConditions = (stream: Stream | undefined, conditions: readonly Condition[]): Stream | undefined =>
  stream?.studio ? { ...stream, studio: { ...stream.studio, conditions: [...conditions] } } : stream;

/** See the file header. */
export const useIngestFeed = (id: string): IngestHistory => {
  const queries = useQueryClient();
  const [history, setHistory] = useState<IngestHistory>([]);
  const isNewConnection = useRef(true);
  const take = (message: IngestMessage): void => {
    const add = isNewConnection.current ? withFirstSample : withSample;
    isNewConnection.current = false;
    setHistory((before) => add(before, message));
  };
  useTopic(`ingest:${id}`, (message) => {
    if (message.type === 'subscribed') isNewConnection.current = true;
    if (message.type === 'ingest' && message.id === id) take(message);
    if (message.type !== 'health' || message.id !== id) return;
    queries.setQueryData<Stream>(streamKeys.one(id), (stream) => withConditions(stream, message.conditions));
  });
  return history;
};
