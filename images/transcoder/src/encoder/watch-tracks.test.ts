import { describe, expect, it } from 'vitest';
import { makeSource } from '../../test-media/make-source.ts';
import { runTestEpoch, segmentsOf, testClaim } from '../../test-media/run-test-epoch.ts';
import { SteppedPlayer } from '../../test-media/stepped-player.ts';

/** Twelve seconds of live media; `filters` take one of the tracks away for a while. */
const livePlayer = async (filters: readonly string[]): Promise<SteppedPlayer> => {
  const video = ['-tune', 'zerolatency', ...filters, '-fps_mode', 'passthrough', '-max_interleave_delta', '100000'];
  return new SteppedPlayer(await makeSource({ seconds: 12, keyframeInterval: 30, video }));
};

const totalMs = (transcripts: readonly Awaited<ReturnType<typeof runTestEpoch>>[]): number =>
  transcripts
    .flatMap((transcript) => segmentsOf(transcript, '180p'))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);

/** An epoch that is being encoded when more of the media comes. */
const runEpochThen = (player: SteppedPlayer, play: () => void) =>
  runTestEpoch(player.source, {
    claim: async () => {
      play();
      return testClaim;
    },
  });

describe('watchTracks', { timeout: 60_000 }, () => {
  it('ends the epoch seconds after pictures stopped, and the next one begins with their return', async () => {
    const player = await livePlayer(['-vf', "select='not(between(t,3,9))'"]);
    player.playTo(2);
    const before = await runEpochThen(player, () => player.playTo(8));
    player.playTo(10);
    const after = await runEpochThen(player, () => player.playOut());
    // Without the watch the return of pictures would have been a jump of the timeline.
    expect([before.outcome.kind, after.outcome.kind]).toEqual(['videoStopped', 'sourceEnded']);
    expect(before.outcome).toMatchObject({ message: expect.stringContaining('OBS') });
    expect(totalMs([after])).toBeGreaterThanOrEqual(2_000);
  });

  it('goes on with silence when sound stops, and with sound when it is back', async () => {
    const player = await livePlayer(['-af', "aselect='not(between(t,3,8))'"]);
    player.playTo(2);
    const before = await runEpochThen(player, () => player.playTo(7));
    const silent = await runEpochThen(player, () => player.playTo(10));
    // Nobody keeps more than two seconds for a reader that comes late.
    const after = await runEpochThen(player, () => player.playOut());
    const epochs = [before, silent, after];
    expect(epochs.map(({ outcome }) => outcome.kind)).toEqual(['audioChanged', 'audioChanged', 'sourceEnded']);
    expect(epochs.map(({ facts }) => facts?.source.audioCodec)).toEqual(['aac', undefined, 'aac']);
    expect(totalMs(epochs)).toBe(12_000);
  });
});
