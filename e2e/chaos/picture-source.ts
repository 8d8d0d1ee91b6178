/** The test picture as whole packets of a transport stream, for who wants to lay hands on them before they are sent. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type PictureOptions, paceBarCode, pictureArguments } from '../src/test-picture.ts';
import { packetBytes } from './transport-shift.ts';

/** Draws until the signal aborts; `onPackets` gets whole packets. Resolves when ffmpeg has ended. */
export const drawPicture = async (
  picture: PictureOptions,
  signal: AbortSignal,
  onPackets: (packets: Buffer) => void,
): Promise<void> => {
  const child = spawn('ffmpeg', pictureArguments(picture), { stdio: ['pipe', 'pipe', 'ignore'] });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  child.stdin.on('error', () => undefined);
  let rest: Buffer = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    const all = Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % packetBytes);
    rest = all.subarray(whole);
    if (whole > 0 && !signal.aborted) onPackets(all.subarray(0, whole));
  });
  const pacing = paceBarCode(picture, child.stdin, signal);
  await once(child, 'close');
  signal.removeEventListener('abort', kill);
  await pacing;
};
