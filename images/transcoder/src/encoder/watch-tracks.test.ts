import { describe, expect, it } from 'vitest';
import { makeSource } from '../../test-media/make-source.ts';
import { playSource } from '../../test-media/play-source.ts';
import { runTestEpoch, segmentsOf } from '../../test-media/run-test-epoch.ts';
import { TransportSource } from '../ingest/transport-source.ts';

/** Twelve seconds in real time; `filters` take one of the tracks away for a while. */
const liveSource = async (filters: readonly string[]) => {
  const video = ['-tune', 'zerolatency', ...filters, '-fps_mode', 'passthrough', '-max_interleave_delta', '100000'];
  const player = playSource(await makeSource({ seconds: 12, keyframeInterval: 30, video }), 'pipe:1');
  return { source: new TransportSource(player.stdout), end: () => player.kill('SIGKILL') };
};

const totalMs = (transcripts: readonly Awaited<ReturnType<typeof runTestEpoch>>[]): number =>
  transcripts
    .flatMap((transcript) => segmentsOf(transcript, '180p'))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);

describe('watchTracks', { timeout: 60_000 }, () => {
  it.concurrent('ends the epoch seconds after pictures stopped, and the next one begins with their return', async () => {
    const { source, end } = await liveSource(['-vf', "select='not(between(t,3,9))'"]);
    const before = await runTestEpoch(source);
    const after = await runTestEpoch(source);
    end();
    // Without the watch the return of pictures would have been a jump of the timeline.
    expect([before.outcome.kind, after.outcome.kind]).toEqual(['videoStopped', 'sourceEnded']);
    expect(before.outcome).toMatchObject({ message: expect.stringContaining('OBS') });
    expect(totalMs([after])).toBeGreaterThanOrEqual(2_000);
  });

  it.concurrent('goes on with silence when sound stops, and with sound when it is back', async () => {
    const { source, end } = await liveSource(['-af', "aselect='not(between(t,3,8))'"]);
    const epochs = [await runTestEpoch(source), await runTestEpoch(source), await runTestEpoch(source)];
    end();
    expect(epochs.map(({ outcome }) => outcome.kind)).toEqual(['audioChanged', 'audioChanged', 'sourceEnded']);
    expect(epochs.map(({ facts }) => facts?.source.audioCodec)).toEqual(['aac', undefined, 'aac']);
    expect(totalMs(epochs)).toBe(12_000);
  });
});
