import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sourceArguments } from '../../test-media/make-source.ts';
import { runTestEpoch, segmentsOf } from '../../test-media/run-test-epoch.ts';
import { TransportSource } from '../ingest/transport-source.ts';

/** Twelve seconds in real time; `filters` take one of the tracks away for a while. */
const liveSource = (filters: readonly string[]) => {
  const recipe = { seconds: 12, keyframeInterval: 30, video: ['-tune', 'zerolatency', ...filters] };
  const output = ['-fps_mode', 'passthrough', '-max_interleave_delta', '100000', '-f', 'mpegts', '-flush_packets', '1'];
  const [quiet = '', level = '', ...rest] = sourceArguments(recipe);
  const child = spawn('ffmpeg', [quiet, level, '-re', ...rest.slice(0, -3), ...output, 'pipe:1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { source: new TransportSource(child.stdout), end: () => child.kill('SIGKILL') };
};

const totalMs = (transcripts: readonly Awaited<ReturnType<typeof runTestEpoch>>[]): number =>
  transcripts
    .flatMap((transcript) => segmentsOf(transcript, '180p'))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);

describe('watchTracks', { timeout: 60_000 }, () => {
  it.concurrent('ends the epoch when pictures stop, and the next one begins with their return', async () => {
    const { source, end } = liveSource(['-vf', "select='not(between(t,3,9))'"]);
    const before = await runTestEpoch(source);
    const after = await runTestEpoch(source);
    end();
    expect([before.outcome.kind, after.outcome.kind]).toEqual(['videoStopped', 'sourceEnded']);
    expect(before.outcome).toMatchObject({ message: expect.stringContaining('OBS') });
    expect(totalMs([after])).toBeGreaterThanOrEqual(2_000);
  });

  it.concurrent('goes on with silence when sound stops, and with sound when it is back', async () => {
    const { source, end } = liveSource(['-af', "aselect='not(between(t,3,8))'"]);
    const epochs = [await runTestEpoch(source), await runTestEpoch(source), await runTestEpoch(source)];
    end();
    expect(epochs.map(({ outcome }) => outcome.kind)).toEqual(['audioChanged', 'audioChanged', 'sourceEnded']);
    expect(epochs.map(({ facts }) => facts?.source.audioCodec)).toEqual(['aac', undefined, 'aac']);
    expect(totalMs(epochs)).toBe(12_000);
  });
});
