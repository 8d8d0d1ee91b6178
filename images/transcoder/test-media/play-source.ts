/** Sends a transport stream in real time, as it is: by the times of its packets, so that a track may have a gap of its own. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** `target`: as ffmpeg takes it, `pipe:1` or an SRT URL. The caller ends the process. */
export const playSource = (media: Buffer, target: string): ChildProcessByStdio<Writable, Readable, null> => {
  const player = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-re', '-f', 'mpegts', '-i', 'pipe:0', '-map', '0', '-c', 'copy', '-copyts'],
      ...['-max_interleave_delta', '100000', '-flush_packets', '1', '-f', 'mpegts', target],
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  // It may be ended before it has read everything.
  player.stdin.on('error', () => undefined);
  player.stdin.end(media);
  return player;
};
