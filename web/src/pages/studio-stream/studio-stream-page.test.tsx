// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Stream } from '../../api/generated/schemas.ts';
import type { IngestMessage } from '../../realtime/server-message.ts';
import { aCondition, anIngest, anOwnStream, someLadders, someSettings } from '../../studio/testing/studio-fixtures.ts';
import { refusal } from '../../testing/fake-api.ts';
import { ada } from '../../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../../testing/render-page.tsx';
import { StudioStreamPage } from './studio-stream-page.tsx';

vi.mock('../../player/live/lazy-live-player.tsx', () => ({
  LazyLivePlayer: ({ title }: { readonly title: string }) => <p>Player of {title}</p>,
}));

const { id } = anOwnStream();
const keyframes = aCondition(
  'IngestHealthy',
  'False',
  'KeyframeInterval',
  'The source’s keyframes are over 2 s apart; set OBS → Settings → Output → Keyframe Interval to 2 s',
);
const listening = aCondition('Ready', 'True', 'Listening');

const renderStream = (stream: Stream | Response, answers: object = {}): RenderedPage =>
  renderPage({
    page: <StudioStreamPage />,
    path: '/studio/:id',
    at: `/studio/${id}`,
    me: ada,
    answers: {
      'GET /api/streams/:id/ingest': anIngest('first-key'),
      'GET /api/streams/presets': { items: someLadders },
      'GET /api/recordings': { items: [], nextCursor: null },
      ...answers,
      'GET /api/streams/:id': stream,
    },
  });

const section = async (name: string) => within(await screen.findByRole('region', { name }));
const dialog = () => within(screen.getByRole('dialog'));
const second: IngestMessage = {
  type: 'ingest',
  id,
  bitrateKbps: 6040,
  frameRate: 30,
  roundTripMs: null,
  lossPercent: 0,
  droppedPercent: 0,
  uploadLagSeconds: 0,
  at: '2026-01-01T12:00:00Z',
};

describe('StudioStreamPage', () => {
  it('shows progress until the stream is ready, and no error', async () => {
    const starting = anOwnStream({ isReady: false }, { conditions: [aCondition('Ready', 'False', 'PodStarting')] });
    const { api } = renderStream(starting, { 'GET /api/streams/:id/ingest': refusal(409, 'IngestNotReady') });
    const connect = await section('Connect your encoder');
    await connect.findByText('The address and key are being made. That takes some seconds.');
    expect((await section('Health')).getByRole('heading', { name: /Getting ready/ })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    api.answer({ 'GET /api/streams/:id/ingest': anIngest('made') });
    expect(await connect.findByLabelText('Server')).toBeTruthy();
  });

  it('says that it is not there, or not one’s own', async () => {
    renderStream(refusal(404, 'NotFound'), { 'GET /api/streams/:id/ingest': refusal(404, 'NotFound') });
    expect(await screen.findByText('There is no such stream of yours')).toBeTruthy();
  });

  it('has both forms of OBS, and shows no secret before it is asked', async () => {
    const { user } = renderStream(anOwnStream());
    const connect = await section('Connect your encoder');
    const server = await connect.findByLabelText<HTMLInputElement>('Server');
    expect(server.value).not.toContain('first-key');
    await user.click(connect.getByRole('button', { name: 'Show Server' }));
    expect(server.value).toBe('srt://live.example.com:8890?streamid=bars-1&passphrase=first-key&latency=120000');
    await user.click(connect.getByRole('tab', { name: 'OBS, three fields' }));
    const fields = ['Server', 'Stream Key'].map((name) => connect.getByLabelText<HTMLInputElement>(name).value);
    expect(fields).toEqual(['srt://live.example.com:8890?latency=120000', 'bars-1']);
    expect(connect.getByLabelText<HTMLInputElement>('Password').value).not.toContain('first-key');
  });

  it('rotates the key after saying what that does', async () => {
    const { user } = renderStream(anOwnStream(), { 'POST /api/streams/:id/key': anIngest('second-key') });
    const connect = await section('Connect your encoder');
    await user.click(await connect.findByRole('button', { name: 'Show Server' }));
    await user.click(connect.getByRole('button', { name: 'Rotate the key' }));
    expect(dialog().getByText(/the old one is refused. A session that runs goes on/)).toBeTruthy();
    await user.click(dialog().getByRole('button', { name: 'Rotate the key' }));
    await waitFor(() =>
      expect(connect.getByLabelText<HTMLInputElement>('Server').value).toContain('passphrase=second-key&'),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says who keeps a key that is not kept here', async () => {
    renderStream(anOwnStream(), { 'GET /api/streams/:id/ingest': refusal(409, 'KeyManagedElsewhere') });
    const connect = await section('Connect your encoder');
    expect(await connect.findByText(/kept by whoever runs the cluster/)).toBeTruthy();
    expect(connect.queryByRole('button', { name: 'Rotate the key' })).toBeNull();
  });

  it('tells a fault with the fix, and follows what is told meanwhile', async () => {
    const { realtime } = renderStream(anOwnStream({ state: 'live' }, { conditions: [listening, keyframes] }));
    const health = await section('Health');
    expect(health.getByRole('heading', { name: /Keyframes are too far apart/ })).toBeTruthy();
    expect(health.getByText(/Keyframe Interval to 2 s/)).toBeTruthy();
    const conditions = [listening, aCondition('IngestHealthy', 'True', 'SourceAsAsked')];
    realtime.say(`ingest:${id}`, { type: 'health', id, conditions });
    expect(await health.findByText('Your source is as it should be')).toBeTruthy();
    expect(health.queryByText(/Keyframes are too far apart/)).toBeNull();
  });

  it('draws the source in numbers, and says what is not known', async () => {
    const { realtime } = renderStream(anOwnStream({ state: 'live' }));
    const health = await section('Health');
    realtime.say(`ingest:${id}`, second);
    realtime.say(`ingest:${id}`, { ...second, bitrateKbps: 5960, at: '2026-01-01T12:00:01Z' });
    const names = health.getAllByRole('img').map((chart) => chart.getAttribute('aria-label'));
    expect(names.slice(0, 3)).toEqual([
      'Bitrate over the last 5 minutes: now 6.0 Mbit/s, between 6.0 Mbit/s and 6.0 Mbit/s',
      'Frame rate over the last 5 minutes: now 30 fps, between 30 fps and 30 fps',
      'Round trip over the last 5 minutes: nothing known',
    ]);
  });

  it('says why there are no numbers', async () => {
    const { realtime } = renderStream(anOwnStream());
    const health = await section('Health');
    expect(health.getByText(/Waiting for the encoder/)).toBeTruthy();
    realtime.setConnected(false);
    expect(health.getByText(/Live numbers are away/)).toBeTruthy();
  });

  it('ends the session after asking, and opens the stream again', async () => {
    const closed = anOwnStream({ isSuspended: true, isReady: false });
    const { user, api } = renderStream(anOwnStream({ state: 'live' }), {
      'POST /api/streams/:id/end': closed,
      'PATCH /api/streams/:id': anOwnStream(),
    });
    await user.click(await screen.findByRole('button', { name: 'End the session' }));
    expect(dialog().getByText(/turned away until you open the stream again/)).toBeTruthy();
    await user.click(dialog().getByRole('button', { name: 'End the session' }));
    await user.click(await screen.findByRole('button', { name: 'Open again' }));
    await screen.findByRole('button', { name: 'Close the stream' });
    expect(api.calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ suspended: false });
  });

  it('sends the settings that were changed alone, with the generation that was read', async () => {
    const changed = anOwnStream({ title: 'All hands' }, { generation: 4 });
    const { user, api } = renderStream(anOwnStream(), { 'PATCH /api/streams/:id': changed });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.clear(dialog().getByLabelText('Title'));
    await user.type(dialog().getByLabelText('Title'), 'All hands');
    await user.click(dialog().getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { level: 1, name: 'All hands' });
    expect(api.calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ title: 'All hands', generation: 3 });
  });

  it('begins anew with what others have set meanwhile, and says so', async () => {
    const { user, api } = renderStream(anOwnStream(), { 'PATCH /api/streams/:id': refusal(409, 'Conflict') });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.type(dialog().getByLabelText('Title'), ' 2');
    api.answer({ 'GET /api/streams/:id': anOwnStream({ title: 'Of somebody else' }, { generation: 9 }) });
    await user.click(dialog().getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(dialog().getByLabelText<HTMLInputElement>('Title').value).toBe('Of somebody else'));
    expect(dialog().getByRole('alert').textContent).toMatch(/changed the settings meanwhile/);
    await user.type(dialog().getByLabelText('Title'), '!');
    api.answer({ 'PATCH /api/streams/:id': anOwnStream({ title: 'Of somebody else!' }, { generation: 10 }) });
    await user.click(dialog().getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.calls.findLast(({ method }) => method === 'PATCH')?.body).toEqual({
      title: 'Of somebody else!',
      generation: 9,
    });
  });

  it('says that a change waits for the end of the session', async () => {
    const conditions = [listening, aCondition('Reconciling', 'True', 'ChangeWaitsForIdle')];
    const { user } = renderStream(anOwnStream({ state: 'live' }, { conditions }));
    expect((await section('Settings')).getByText(/applied yet/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    expect(dialog().getByText(/everything else when the session has ended/)).toBeTruthy();
  });

  it('deletes the stream after saying what stays', async () => {
    const { user, address } = renderStream(anOwnStream(), { 'DELETE /api/streams/:id': undefined });
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(dialog().getByText(/Recordings and videos stay/)).toBeTruthy();
    await user.click(dialog().getByRole('button', { name: 'Delete the stream' }));
    await screen.findByText('Another page');
    expect(address()).toBe('/studio');
  });

  it('shows everything of a stream that is managed elsewhere, and offers no change', async () => {
    const elsewhere = anOwnStream({}, { isManagedHere: false, settings: { ...someSettings, dvrWindowSeconds: 600 } });
    renderStream(elsewhere, { 'GET /api/streams/:id/ingest': refusal(409, 'ManagedElsewhere') });
    const settings = await section('Settings');
    expect(settings.getByText('10 minutes')).toBeTruthy();
    expect(settings.getByText(/applied with kubectl, and is changed, ended and deleted the same way/)).toBeTruthy();
    await (await section('Connect your encoder')).findByText(/applied with kubectl/);
    const offered = screen.getAllByRole('button').map(({ textContent }) => textContent);
    expect(offered.filter((name) => /Change|Delete|End|Close the|Rotate/.test(name))).toEqual([]);
  });

  it('goes on without settings while the cluster does not answer the api', async () => {
    renderStream(anOwnStream({ state: 'live', studio: null }));
    expect((await section('Health')).getByText(/The cluster cannot be asked at the moment/)).toBeTruthy();
    expect(screen.getByText('Player of Colour bars')).toBeTruthy();
  });
});
