import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Route, startHttpServer, stopHttpServer } from '@kubecast/media/http-server';
import { createLogger } from '@kubecast/media/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleOrigin } from './origin-handler.ts';
import { SessionWindow } from './session-window.ts';
import { SessionWindows } from './session-windows.ts';

const stream = { namespace: 'live', stream: 'demo' };
const session = '20260102-030405-abcd';
const segment = { epoch: 1, sequence: 0, startUnixMs: 1_767_322_800_000, durationMs: 2000 };
const segmentPath = `${session}/720p/000001-0000000000-1767322800000-02000.m4s`;
const codecs = { video: 'avc1.64001f', audio: 'mp4a.40.2', width: 1280, height: 720 };
const rendition = { name: '720p', width: 1280, height: 720, videoBitrateKbps: 1000, audioBitrateKbps: 64 };

const playableWindow = (): SessionWindow => {
  const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [rendition] };
  const window = new SessionWindow({ sessionId: session, format, segmentSeconds: 2, dvrWindowSeconds: 60 });
  window.setCodecs('720p', codecs);
  window.announce('720p', segment, 100);
  return window;
};

describe('startHttpServer with handleOrigin', () => {
  let directory: string;
  let server: Server;
  let base: string;
  let windows: SessionWindows;

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${base}/live-streams/live/demo/${path}`, { method, headers: { authorization: 'Bearer token', ...headers } });

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'http-'));
    const tokenFile = join(directory, 'token');
    writeFileSync(tokenFile, 'token\n');
    windows = new SessionWindows();
    const readFile = async ({ fileName }: { fileName: string }) =>
      fileName.startsWith('000001-0000000000') ? Buffer.from('0123456789') : undefined;
    const origin = { stream, windows, readFile, thumbnail: () => undefined };
    const routes: Route[] = [
      {
        method: 'GET',
        path: '/live-streams/',
        tokenFile,
        handle: (request, response, path) => handleOrigin(request, response, path, origin),
      },
      {
        method: 'GET',
        path: '/broken',
        tokenFile: undefined,
        handle: async () => Promise.reject(new Error('broken')),
      },
    ];
    server = await startHttpServer(routes, 0, createLogger('test', 'silent'));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP port');
    base = `http://127.0.0.1:${address.port}`;
  });

  afterEach(async () => {
    await stopHttpServer(server);
    rmSync(directory, { recursive: true });
  });

  it.each(['', 'Bearer', 'Bearer wrong', 'Bearer tokentoken', 'token'])('refuses %j', async (authorization) => {
    expect((await get('master.m3u8', { authorization })).status).toBe(401);
  });

  it('lets nobody in when the token is empty', async () => {
    writeFileSync(join(directory, 'token'), '');
    expect((await get('master.m3u8', { authorization: 'Bearer ' })).status).toBe(401);
  });

  it('counts a rotated token at once', async () => {
    writeFileSync(join(directory, 'token'), 'new');
    expect((await get('master.m3u8')).status).toBe(401);
    expect((await get('master.m3u8', { authorization: 'Bearer new' })).status).toBe(404);
  });

  it('says that it has no session', async () => {
    const response = await get('master.m3u8');
    expect([response.status, response.headers.get('kubecast-session')]).toEqual([404, 'none']);
  });

  it('answers with playlists that nobody may keep', async () => {
    windows.begin(playableWindow());
    for (const path of ['master.m3u8', '720p/playlist.m3u8']) {
      const response = await get(`${path}?_HLS_msn=1`);
      expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
        200,
        'application/vnd.apple.mpegurl',
        'no-cache',
      ]);
      expect(await response.text()).toMatch(/^#EXTM3U\n/);
    }
  });

  it('answers with segments that never change', async () => {
    const response = await get(segmentPath);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await response.text()).toBe('0123456789');
  });

  it('answers with a range', async () => {
    const response = await get(segmentPath, { range: 'bytes=2-4' });
    expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 2-4/10']);
    expect(await response.text()).toBe('234');
    expect((await get(segmentPath, { range: 'bytes=10-' })).status).toBe(416);
  });

  it('answers HEAD without a body', async () => {
    const response = await get(segmentPath, {}, 'HEAD');
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '10', '']);
  });

  it('sends for a segment that it has not to the bucket', async () => {
    windows.begin(playableWindow());
    const response = await get(segmentPath.replace('0000000000', '0000000001'));
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(response.headers.get('kubecast-session')).toBeNull();
  });

  it('knows no other path and no other method', async () => {
    expect((await fetch(`${base}/nothing`)).status).toBe(404);
    expect((await get('master.m3u8', {}, 'DELETE')).status).toBe(404);
  });

  it('answers 500 when a handler fails', async () => {
    expect((await fetch(`${base}/broken`)).status).toBe(500);
  });
});
