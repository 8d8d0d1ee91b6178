import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeSource, type SourceRecipe } from '../../test-media/make-source.ts';
import { runTestEpoch, sourceOf } from '../../test-media/run-test-epoch.ts';
import { TransportSource } from '../ingest/transport-source.ts';
import type { Measurement } from './measurement.ts';

/** What is measured of a source of six seconds. */
const measure = async (recipe: Partial<SourceRecipe>): Promise<(name: Measurement['name']) => readonly number[]> => {
  const found: Measurement[] = [];
  const onMeasured = (measurement: Measurement): void => void found.push(measurement);
  await runTestEpoch(sourceOf(await makeSource({ keyframeInterval: 60, ...recipe })), { onMeasured });
  return (name) => found.filter((measurement) => measurement.name === name).map(({ value }) => value);
};

const filtered = (filter: string): Partial<SourceRecipe> => ({ video: ['-vf', filter, '-tune', 'zerolatency'] });

describe('runEpoch', { timeout: 60_000 }, () => {
  it('measures picture and sound once a second', async () => {
    const valuesOf = await measure({});
    expect([valuesOf('lumaHigh').length, valuesOf('lumaChange').length, valuesOf('audioLevelDb').length]).toEqual([
      6, 6, 6,
    ]);
    expect(Math.min(...valuesOf('lumaHigh'))).toBeGreaterThan(100);
    expect(Math.min(...valuesOf('lumaChange').slice(1))).toBeGreaterThan(1);
    expect(Math.min(...valuesOf('audioLevelDb'))).toBeGreaterThan(-30);
    expect(valuesOf('encodedFrames').at(-1)).toBe(180);
  });

  it('sees a black picture', async () => {
    const valuesOf = await measure(filtered('drawbox=t=fill:color=black'));
    expect(Math.max(...valuesOf('lumaHigh'))).toBeLessThanOrEqual(18);
  });

  it('sees a picture that stands still', async () => {
    const valuesOf = await measure(filtered('loop=loop=-1:size=1,trim=duration=6,fps=30,setpts=N/30/TB'));
    expect(Math.max(...valuesOf('lumaChange').slice(2))).toBeLessThan(0.2);
  });

  it('hears silence, and does not measure its own', async () => {
    const silent = await measure({ video: ['-af', 'volume=0', '-tune', 'zerolatency'] });
    expect(Math.max(...silent('audioLevelDb'))).toBe(-120);
    const without = await measure({ audio: undefined });
    expect(without('audioLevelDb')).toEqual([]);
  });

  it('holds no part back: each is out with the picture that begins the next', async () => {
    const input = new PassThrough();
    const stop = new AbortController();
    let parts = 0;
    const running = runTestEpoch(
      new TransportSource(input),
      {
        emit: ({ kind, rendition }) => {
          if (kind === 'part' && rendition === '144p') parts += 1;
        },
      },
      stop.signal,
    );
    // The last of 90 pictures has no successor that would end it, and the 14 parts before the last one have six each.
    input.write(await makeSource({ seconds: 3 }));
    await expect.poll(() => parts).toBe(14);
    stop.abort();
    await running;
  });
});
