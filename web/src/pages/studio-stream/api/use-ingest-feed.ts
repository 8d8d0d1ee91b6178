/** The topic `ingest:<id>`: the source in numbers for the charts, and conditions, which go to the stream's query. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Condition, Stream } from '../../../api/generated/schemas.ts';
import { useTopic } from '../../../realtime/realtime-context.tsx';
import type { IngestMessage } from '../../../realtime/server-message.ts';
import { streamKeys } from '../../../streams/api/stream-keys.ts';
import { keepPatched } from '../../../streams/keep-patched.ts';
import { type IngestHistory, withFirstSample, withSample } from '../model/charts/ingest-history.ts';

const keepConditions = (queries: QueryClient, id: string, conditions: readonly Condition[]): void => {
  const queryKey = streamKeys.one(id);
  const stream = queries.getQueryData<Stream>(queryKey);
  if (!stream?.studio) return;
  keepPatched(queries, queryKey, stream, { ...stream, studio: { ...stream.studio, conditions: [...conditions] } });
};

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
    if (message.type === 'health' && message.id === id) keepConditions(queries, id, message.conditions);
  });
  return history;
};
