// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useFollowedStream } from '../../../streams/follow-stream.ts';
import { anOwnStream } from '../../../studio/testing/studio-fixtures.ts';
import { ada } from '../../../testing/fake-session.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { useRereadSettings } from './reread-settings.ts';

const { id } = anOwnStream();

const Settings = ({ isOwn }: { readonly isOwn: boolean }): ReactElement => {
  const { data } = useFollowedStream(id);
  useRereadSettings(id, isOwn);
  return <p>{data?.studio ? 'Settings' : 'None'}</p>;
};

const pass = (ms: number): Promise<unknown> => act(() => vi.advanceTimersByTimeAsync(ms));

const open = (isOwn: boolean) => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const answers = { 'GET /api/streams/:id': { ...anOwnStream(), studio: null } };
  return renderPage({ page: <Settings isOwn={isOwn} />, me: ada, answers });
};

describe('useRereadSettings', () => {
  it('asks for settings that are missing until they are there', async () => {
    const { api } = open(true);
    await pass(7_000);
    expect([api.calls.length, screen.queryByText('None') !== null]).toEqual([2, true]);
    api.answer({ 'GET /api/streams/:id': anOwnStream() });
    await pass(7_001);
    expect(screen.queryByText('Settings')).not.toBeNull();
    await pass(60_000);
    expect(api.calls.length).toBe(3);
  });

  it('asks for them while messages of viewers come without end', async () => {
    const { api, realtime } = open(true);
    await pass(0);
    for (const viewers of [11, 12, 13, 14]) {
      realtime.say(`stream:${id}`, { type: 'viewers', counts: [{ id, viewers }] });
      await pass(2_000);
    }
    expect(api.calls.length).toBe(2);
  });

  it('asks for nobody else’s', async () => {
    const { api } = open(false);
    await pass(60_000);
    expect(api.calls.length).toBe(1);
  });
});
