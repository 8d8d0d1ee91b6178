// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Stream } from '../../api/generated/schemas.ts';
import type { IngestMessage } from '../../realtime/server-message.ts';
import { streamKeys } from '../../streams/api/stream-keys.ts';
import { aGrant } from '../../streams/testing/a-grant.ts';
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
  at: '2026-01-01T12:00:00Z',
};

const readAgain = ({ queries }: RenderedPage): Promise<void> =>
  act(() => queries.invalidateQueries({ queryKey: streamKeys.one(id) }));
const title = () => dialog().getByLabelText<HTMLInputElement>('Title');

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

  it('says what the address waits for when that takes longer than usual', async () => {
    const { queries } = renderStream(anOwnStream({ isReady: false }), {
      'GET /api/streams/:id/ingest': refusal(409, 'IngestNotReady', { detail: 'The load balancer has no address' }),
    });
    const connect = await section('Connect your encoder');
    await connect.findByText(/That takes some seconds/);
    for (let failures = 1; failures <= 20; failures += 1) {
      await act(() => queries.refetchQueries({ queryKey: ['ingest', id] }));
    }
    await connect.findByText(/longer than usual. The load balancer has no address/);
  });

  it('gives what shows the stream in a page of one’s own', async () => {
    const { user } = renderStream(anOwnStream());
    await user.click(await screen.findByRole('button', { name: 'Embed' }));
    const frame = await screen.findByLabelText<HTMLInputElement>('HTML');
    expect(frame.value).toContain('/embed/streams/bars');
  });

  it('begins the preview of a private stream once there is leave to watch it', async () => {
    const allowed = Promise.withResolvers<object>();
    renderStream(anOwnStream({ state: 'live', visibility: 'private' }), {
      'POST /api/streams/:id/grant': () => allowed.promise,
    });
    await section('Preview');
    expect(screen.queryByText('Player of Colour bars')).toBeNull();
    allowed.resolve(aGrant);
    await screen.findByText('Player of Colour bars');
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

  it('keeps a new key nowhere once the page is left', async () => {
    const answer = Promise.withResolvers<object>();
    const { user, router, queries } = renderStream(anOwnStream(), {
      'POST /api/streams/:id/key': () => answer.promise,
    });
    const connect = await section('Connect your encoder');
    await user.click(await connect.findByRole('button', { name: 'Rotate the key' }));
    await user.click(dialog().getByRole('button', { name: 'Rotate the key' }));
    await act(() => router.navigate('/elsewhere'));
    queries.removeQueries({ queryKey: ['ingest', id] });
    answer.resolve(anIngest('second-key'));
    await waitFor(() => expect(queries.getMutationCache().getAll()).toEqual([]));
    expect(queries.getQueryData(['ingest', id])).toBeUndefined();
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

  it('does not call well what nobody has looked at', async () => {
    renderStream(anOwnStream({}, { conditions: [] }));
    expect((await section('Health')).getByText(/Not looked at yet/)).toBeTruthy();
    expect(screen.queryByText('All is well')).toBeNull();
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

  it('knows no number of now once the connection is lost, and goes on with what a new one says', async () => {
    const { realtime } = renderStream(anOwnStream({ state: 'live' }));
    const health = await section('Health');
    const bitrate = () => health.getByRole('img', { name: /^Bitrate/ }).getAttribute('aria-label');
    realtime.say(`ingest:${id}`, second);
    realtime.setConnected(false);
    expect(bitrate()).toMatch(/not known now, between 6.0/);
    realtime.setConnected(true);
    realtime.say(`ingest:${id}`, { type: 'subscribed', topic: `ingest:${id}` });
    realtime.say(`ingest:${id}`, { ...second, bitrateKbps: 3000, at: '2026-01-01T11:59:50Z' });
    expect(bitrate()).toMatch(/now 3.0/);
  });

  it('ends the session after asking, and opens the stream again', async () => {
    const closed = anOwnStream({ isSuspended: true, isReady: false });
    const { user, api } = renderStream(anOwnStream({ state: 'live' }), {
      'POST /api/streams/:id/end': closed,
      'PATCH /api/streams/:id': anOwnStream(),
    });
    const control = await screen.findByRole('button', { name: 'End the session' });
    await user.click(control);
    expect(dialog().getByText(/turned away until you open the stream again/)).toBeTruthy();
    await user.click(dialog().getByRole('button', { name: 'End the session' }));
    // The same one: the focus that the dialog gives back stays.
    expect(await screen.findByRole('button', { name: 'Open again' })).toBe(control);
    await user.click(control);
    expect(await screen.findByRole('button', { name: 'Close the stream' })).toBe(control);
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

  it('leaves what is typed after that as it is, whatever others set then', async () => {
    const page = renderStream(anOwnStream(), { 'PATCH /api/streams/:id': refusal(409, 'Conflict') });
    await page.user.click(await screen.findByRole('button', { name: 'Change' }));
    await page.user.type(title(), ' 2');
    page.api.answer({ 'GET /api/streams/:id': anOwnStream({ title: 'Of somebody else' }, { generation: 9 }) });
    await page.user.click(dialog().getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(title().value).toBe('Of somebody else'));
    await page.user.type(title(), '!');
    page.api.answer({ 'GET /api/streams/:id': anOwnStream({ title: 'Once more' }, { generation: 10 }) });
    await readAgain(page);
    await screen.findByRole('heading', { level: 1, name: 'Once more', hidden: true });
    expect(title().value).toBe('Of somebody else!');
  });

  it('does not say how the settings are now when they could not be read', async () => {
    const { user, api } = renderStream(anOwnStream(), {
      'PATCH /api/streams/:id': refusal(409, 'Conflict', { detail: 'The stream was changed meanwhile' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await user.type(title(), ' 2');
    api.answer({ 'GET /api/streams/:id': refusal(503, 'ClusterUnavailable') });
    await user.click(dialog().getByRole('button', { name: 'Save' }));
    expect((await dialog().findByRole('alert')).textContent).toMatch(/The stream was changed meanwhile/);
    expect([title().value, dialog().queryByText(/This is how they are now/)]).toEqual(['Colour bars 2', null]);
  });

  it('keeps what is typed while the cluster does not answer the api for a moment', async () => {
    const page = renderStream(anOwnStream());
    await page.user.click(await screen.findByRole('button', { name: 'Change' }));
    await page.user.type(title(), ' 2');
    page.api.answer({ 'GET /api/streams/:id': anOwnStream({ studio: null }) });
    await readAgain(page);
    await screen.findByText('The cluster cannot be asked for the settings at the moment.');
    expect(title().value).toBe('Colour bars 2');
  });

  it('says in the dialog that the qualities could not be read', async () => {
    const { user, api } = renderStream(anOwnStream(), {
      'GET /api/streams/presets': refusal(503, 'ClusterUnavailable'),
    });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await dialog().findByText('The qualities to choose from could not be read');
    api.answer({ 'GET /api/streams/presets': { items: someLadders } });
    await user.click(dialog().getByRole('button', { name: 'Retry' }));
    await dialog().findByLabelText('Title');
  });

  it('says that a change waits for the end of the session', async () => {
    const conditions = [listening, aCondition('Reconciling', 'True', 'ChangeWaitsForIdle')];
    const { user } = renderStream(anOwnStream({ state: 'live' }, { conditions }));
    expect((await section('Settings')).getByText(/applied yet/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    expect(dialog().getByText(/everything else when the session has ended/)).toBeTruthy();
  });

  it('deletes the stream after saying what stays', async () => {
    const { user, api, address, queries } = renderStream(anOwnStream(), { 'DELETE /api/streams/:id': undefined });
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(dialog().getByText(/Recordings and videos stay/)).toBeTruthy();
    expect(api.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
    await user.click(dialog().getByRole('button', { name: 'Delete the stream' }));
    await screen.findByText('Another page');
    expect(address()).toBe('/studio');
    expect(api.calls.find(({ method }) => method === 'DELETE')?.path).toBe(`/api/streams/${id}`);
    await waitFor(() => expect(queries.getQueryData(streamKeys.one(id))).toBeUndefined());
  });

  it('leads to the other streams even when the stream is gone before the answer', async () => {
    const answer = Promise.withResolvers<undefined>();
    const page = renderStream(anOwnStream(), { 'DELETE /api/streams/:id': () => answer.promise });
    await page.user.click(await screen.findByRole('button', { name: 'Delete' }));
    await page.user.click(dialog().getByRole('button', { name: 'Delete the stream' }));
    page.api.answer({ 'GET /api/streams/:id': refusal(404, 'NotFound') });
    await readAgain(page);
    await screen.findByText('There is no such stream of yours');
    answer.resolve(undefined);
    await screen.findByText('Another page');
    expect(page.address()).toBe('/studio');
  });

  it('asks again without the failure of the time before', async () => {
    const { user } = renderStream(anOwnStream(), { 'DELETE /api/streams/:id': refusal(503, 'ClusterUnavailable') });
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await user.click(dialog().getByRole('button', { name: 'Delete the stream' }));
    await dialog().findByRole('alert');
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    expect(dialog().queryByRole('alert')).toBeNull();
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
