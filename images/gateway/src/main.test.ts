import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A cluster whose API is away. */
const kubeconfig = `
apiVersion: v1
kind: Config
current-context: away
clusters: [{ name: away, cluster: { server: 'https://127.0.0.1:1' } }]
users: [{ name: nobody, user: {} }]
contexts: [{ name: away, context: { cluster: away, user: nobody } }]
`;

let directory: string;
let child: ChildProcess;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-gateway-'));
  await writeFile(join(directory, 'kubeconfig'), kubeconfig);
});

afterEach(async () => {
  child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

/** Runs the program to its end; gives its exit code and what it said. */
const run = async (environment: Record<string, string>) => {
  child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env.PATH, KUBECONFIG: join(directory, 'kubeconfig'), ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const [code] = await once(child, 'close');
  return { code, words: lines.join('') };
};

describe('the gateway program', () => {
  it('exits with 1 when the port for encoders is taken', async () => {
    const taken = createSocket('udp4').bind(0);
    await once(taken, 'listening');
    const port = String(taken.address().port);
    const { code, words } = await run({ KUBECAST_UDP_PORT: port, KUBECAST_HTTP_PORT: '0' });
    expect([code, words]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
    taken.close();
  });

  it('exits with 1 when the port for health is taken', async () => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, words } = await run({ KUBECAST_UDP_PORT: '0', KUBECAST_HTTP_PORT: port });
    expect([code, words]).toEqual([1, expect.stringContaining(`Could not listen on port ${port}`)]);
    taken.close();
  });

  it('exits with 78 when its configuration is wrong', async () => {
    expect(await run({ KUBECAST_UDP_PORT: 'camera' })).toMatchObject({ code: 78 });
  });
});
