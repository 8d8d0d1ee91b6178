// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
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
});

describe('useFollowedStreams', () => {
  it('reads lists again once it is subscribed, and for a stream that is live anew', async () => {
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
    realtime.say('streams', aStreamMessage());
    await screen.findByText('Colour bars');
    expect(api.calls.length).toBe(3);
  });
});
