/**
 * MediaMTX as it comes, to compare with: LL-HLS by its defaults, from the same hls.js as ours, on its own page; it does not transcode.
 * `scripts/tools.sh` compiles it.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@kubecast/media/testing/s3-server';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { SrtTarget } from '../src/srt-publisher.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const program = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kubecast', 'bin', 'mediamtx');

export interface MediaMtx {
  /** Of its own page of the stream. */
  readonly pageUrl: string;
  /** Where its encoder publishes to. */
  readonly target: SrtTarget;
  /** Resolves when the encoder's stream can be played. */
  readonly waitUntilPlayable: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Its stream is made ready when its encoder comes, as ours is, and not by its first viewer. */
const configFor = (httpPort: number, { port, passphrase }: SrtTarget): string => `logLevel: error
rtsp: false
rtmp: false
webrtc: false
moq: false
hlsAddress: 127.0.0.1:${httpPort}
hlsAlwaysRemux: true
srtAddress: 127.0.0.1:${port}
paths:
  live:
    srtPublishPassphrase: ${passphrase}
`;

/** Whoever starts it stops it. */
export const startMediaMtx = async (): Promise<MediaMtx> => {
  await run(join(root, 'scripts', 'tools.sh'), ['mediamtx']);
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-mediamtx-'));
  const [httpPort, port] = [await freePort(), await freePort()];
  const passphrase = randomBytes(16).toString('hex');
  const target: SrtTarget = { host: '127.0.0.1', port, streamId: 'publish:live', passphrase };
  const config = join(directory, 'mediamtx.yml');
  await writeFile(config, configFor(httpPort, target));
  const child = spawn(program, [config], { stdio: 'inherit' });
  const over = once(child, 'exit');
  const pageUrl = `http://127.0.0.1:${httpPort}/live/`;
  const isPlayable = async (): Promise<boolean> => (await fetch(`${pageUrl}index.m3u8`)).ok;
  return {
    pageUrl,
    target,
    waitUntilPlayable: async () => void (await waitFor('MediaMTX has a playlist', isPlayable, { timeoutMs: 60_000 })),
    stop: async () => {
      child.kill();
      await over;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
