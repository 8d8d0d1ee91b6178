import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clockModulus, shiftTransport, ticksPerSecond } from './transport-shift.ts';

const run = promisify(execFile);
const probeSchema = z.object({ packets: z.array(z.object({ pts: z.number(), dts: z.number() })) });
const source = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25', '-f', 'lavfi', '-i', 'sine', '-t', '2'];
const encoding = ['-c:v', 'libx264', '-bf', '2', '-g', '25', '-c:a', 'aac', '-f', 'mpegts'];

describe('shiftTransport', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubecast-shift-'));
    await run('ffmpeg', ['-loglevel', 'error', ...source, ...encoding, join(directory, 'source.ts')]);
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  const packetsOf = async (name: string) => {
    const options = ['-v', 'error', '-of', 'json', '-show_entries', 'packet=pts,dts', '-correct_ts_overflow', '0'];
    const { stdout } = await run('ffprobe', [...options, join(directory, name)], { maxBuffer: 16 << 20 });
    return probeSchema.parse(JSON.parse(stdout)).packets;
  };

  const shiftedBy = async (ticks: number) => {
    const stream = await readFile(join(directory, 'source.ts'));
    shiftTransport(stream, ticks);
    await writeFile(join(directory, 'shifted.ts'), stream);
    return packetsOf('shifted.ts');
  };

  it.each([3_600 * ticksPerSecond, clockModulus - 30 * ticksPerSecond])('moves every timestamp by %i', async (by) => {
    const [before, after] = [await packetsOf('source.ts'), await shiftedBy(by)];
    const steps = after.flatMap(({ pts, dts }, index) => [
      pts - (before[index]?.pts ?? 0),
      dts - (before[index]?.dts ?? 0),
    ]);
    // ffprobe computes the times of audio frames that share a PES header, and rounds them.
    expect(steps.filter((step) => Math.abs(step - by) > 1)).toEqual([]);
    expect(after).toHaveLength(before.length);
  });

  it('comes back when it goes round', async () => {
    expect(await shiftedBy(clockModulus)).toEqual(await packetsOf('source.ts'));
  });
});
