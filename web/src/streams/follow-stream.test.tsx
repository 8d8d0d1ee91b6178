// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { refusal } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';
import { useLiveStreams } from './api/list-live-streams.ts';
import { useFollowedStreamNamed, useFollowedStreams } from './follow-stream.ts';
import { aStream } from './testing/a-stream.ts';
import { aStreamMessage } from './testing/a-stream-message.ts';

const stream = { ...aStream(), studio: null };
const topic = `stream:${stream.id}` as const;
const route = 'GET /api/streams/by-name/:namespace/:name';

const One = (): ReactElement => {
  const { data, error } = useFollowedStreamNamed({ namespace: 'streams', name: 'bars' });
  return <p>{error ? 'Gone' : data && `${data.title}, ${data.viewers} watching`}</p>;
};

const Live = (): ReactElement => {
  useFollowedStreams();
  const { data } = useLiveStreams();
  return <p>{data?.pages.flatMap(({ items }) => items.map(({ title }) => title)).join() || 'None'}</p>;
};

const pass = (ms: number): Promise<unknown> => act(() => vi.advanceTimersByTimeAsync(ms));
const useFakeTime = (): void => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
};

describe('useFollowedStreamNamed', () => {
  it('shows what the server tells', async () => {
    const { realtime, api } = renderPage({ page: <One />, answers: { [route]: stream } });
    await screen.findByText('Colour bars, 3 watching');
    expect(api.calls.map(({ path }) => path)).toEqual(['/api/streams/by-name/streams/bars']);
    realtime.say(topic, aStreamMessage({ title: 'Bars' }));
    await screen.findByText('Bars, 3 watching');
    realtime.say(topic, { type: 'viewers', counts: [{ id: stream.id, viewers: 4 }] });
    await screen.findByText('Bars, 4 watching');
    expect(api.calls.length).toBe(1);
  });

  it('reads again when the topic is refused', async () => {
    const { realtime, api } = renderPage({ page: <One />, answers: { [route]: stream } });
    await screen.findByText('Colour bars, 3 watching');
    api.answer({ [route]: refusal(404, 'NotFound') });
    realtime.say(topic, { type: 'error', code: 'NotFound', detail: 'There is none', topic });
    await screen.findByText('Gone');
  });

  it('polls while there is no connection, and stops when there is one', async () => {
    useFakeTime();
    const { realtime, api } = renderPage({ page: <One />, answers: { [route]: stream } });
    await pass(0);
    realtime.setConnected(false);
    await pass(7_000);
    expect(api.calls.length).toBe(2);
    realtime.setConnected(true);
    await pass(60_000);
    expect(api.calls.length).toBe(2);
  });

  it('asks seldom for what is not there, and not at all for what cannot be', async () => {
    useFakeTime();
    const { api } = renderPage({ page: <One />, answers: { [route]: refusal(404, 'NotFound') } });
    await pass(29_999);
    expect(api.calls.length).toBe(1);
    await pass(1);
    expect(api.calls.length).toBe(2);
    api.answer({ [route]: refusal(400, 'RequestInvalid') });
    await pass(30_000);
    expect(api.calls.length).toBe(3);
    await pass(600_000);
    expect(api.calls.length).toBe(3);
  });

  it('reads again after a read that was under way when the server told something newer', async () => {
    useFakeTime();
    const { realtime, api, queries } = renderPage({ page: <One />, answers: { [route]: stream } });
    await pass(0);
    const older = Promise.withResolvers<typeof stream>();
    api.answer({ [route]: () => older.promise });
    void queries.refetchQueries();
    await pass(0);
    realtime.say(topic, aStreamMessage({ title: 'Newer' }));
    api.answer({ [route]: { ...stream, title: 'Newer' } });
    older.resolve(stream);
    await pass(0);
    expect(screen.getByText('Newer, 3 watching')).toBeDefined();
    expect(api.calls.length).toBe(3);
  });

  it('is there again when its topic tells so', async () => {
    const { realtime, api } = renderPage({ page: <One />, answers: { [route]: stream } });
    await screen.findByText('Colour bars, 3 watching');
    api.answer({ [route]: refusal(404, 'NotFound') });
    realtime.say(topic, { type: 'error', code: 'NotFound', detail: 'There is none', topic });
    await screen.findByText('Gone');
    api.answer({ [route]: stream });
    realtime.say(topic, aStreamMessage());
    await screen.findByText('Colour bars, 3 watching');
  });
});

describe('useFollowedStreams', () => {
  it('reads lists again once it is subscribed, and takes over what is told', async () => {
    const { realtime, api } = renderPage({
      page: <Live />,
      answers: { 'GET /api/streams': { items: [], nextCursor: null } },
    });
    await screen.findByText('None');
    api.answer({ 'GET /api/streams': { items: [aStream()], nextCursor: null } });
    realtime.say('streams', { type: 'subscribed', topic: 'streams' });
    await screen.findByText('Colour bars');
    realtime.say('streams', { type: 'removed', id: stream.id });
    await screen.findByText('None');
    expect(api.calls.length).toBe(2);
  });

  it('has the list read every two minutes, however often something changes', async () => {
    useFakeTime();
    const { realtime, api } = renderPage({
      page: <Live />,
      answers: { 'GET /api/streams': { items: [aStream()], nextCursor: null } },
    });
    await pass(0);
    for (let viewers = 10; viewers < 70; viewers += 1) {
      realtime.say('streams', { type: 'viewers', counts: [{ id: stream.id, viewers }] });
      await pass(2_000);
    }
    expect(api.calls.length).toBe(2);
  });
});
