/** A caller with the right secret that sends noise instead of a transport stream. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { SrtTarget } from './srt-publisher.ts';

const packetBytes = 1_316;
const packetEveryMs = 10;

/** Calls and sends until it is turned away or the signal aborts. */
export const sendGarbage = async (
  { host, port, streamId, passphrase }: SrtTarget,
  signal: AbortSignal,
): Promise<void> => {
  const url = `srt://${host}:${port}?mode=caller&streamid=${streamId}&passphrase=${passphrase}`;
  const child = spawn('srt-live-transmit', ['-q', '-a', 'no', 'file://con', url], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => child.kill());
  const timer = setInterval(() => child.stdin.write(randomBytes(packetBytes)), packetEveryMs);
  const leave = (): void => void child.kill();
  signal.addEventListener('abort', leave, { once: true });
  await once(child, 'close');
  signal.removeEventListener('abort', leave);
  clearInterval(timer);
};
