import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHttpServer, stopHttpServer } from '@kubecast/media/http-server';
import { createLogger } from '@kubecast/media/logger';
import { recorderProgressSchema } from '@kubecast/media/recorder-config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorderMetrics } from './recorder-metrics.ts';
import { recorderRoutes } from './recorder-routes.ts';

const current = { phase: 'uploading', percent: 25, message: 'Uploading' } as const;

let secretsDirectory: string;
let server: Server;

beforeEach(async () => {
  secretsDirectory = await mkdtemp(join(tmpdir(), 'recorder-secrets-'));
  await writeFile(join(secretsDirectory, 'progressToken'), 'the-token\n');
  const progress = { current };
  const { registry } = createRecorderMetrics(progress);
  const routes = recorderRoutes({ secretsDirectory, progress, registry });
  server = await startHttpServer(routes, 0, createLogger('recorder', 'silent'));
});

afterEach(async () => {
  await stopHttpServer(server);
  await rm(secretsDirectory, { recursive: true });
});

const get = (path: string, token?: string): Promise<Response> => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return fetch(
    `http://127.0.0.1:${port}${path}`,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  );
};

describe('recorderRoutes', () => {
  it('tells progress to who has the token', async () => {
    const response = await get('/progress', 'the-token');
    expect(recorderProgressSchema.parse(await response.json())).toEqual(current);
  });

  it.each([undefined, '', 'another-token'])('tells progress to nobody with the token %o', async (token) => {
    expect((await get('/progress', token)).status).toBe(401);
  });

  it.each(['/healthz', '/metrics'])('answers %s without a token', async (path) => {
    expect((await get(path)).status).toBe(200);
  });
});
