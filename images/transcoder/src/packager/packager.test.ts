import { beforeAll, describe, expect, it } from 'vitest';
import { makeFragmented } from '../../test-media/make-fragmented.ts';
import type { PackagedEvent } from './packaged-event.ts';
import { Packager } from './packager.ts';

describe('Packager', () => {
  let file = Buffer.alloc(0);
  beforeAll(async () => {
    file = Buffer.from(await makeFragmented());
  });

  const packagerOf = (segmentSeconds: number) => {
    const events: PackagedEvent[] = [];
    const misaligned: unknown[] = [];
    const packager = new Packager({
      claim: { epoch: 1, firstSequence: 5, anchorUnixMs: 1_000 },
      renditions: ['720p', '360p'],
      segmentSeconds,
      emit: (event) => events.push(event),
      onMisaligned: (what) => misaligned.push(what),
    });
    return { packager, events, misaligned };
  };

  const segment = (rendition: string, sequence: number): readonly string[] => [
    ...Array.from({ length: 5 }, () => `${rendition} part ${sequence}`),
    `${rendition} segment ${sequence}`,
  ];
  const toldOf = (events: readonly PackagedEvent[], rendition: string): readonly string[] =>
    events
      .filter((event) => event.rendition === rendition)
      .map((event) => (event.kind === 'init' ? `${rendition} init` : `${rendition} ${event.kind} ${event.sequence}`));

  it.each(['720p', '360p'])('emits an init, parts and segments for %s', (rendition) => {
    const { packager, events, misaligned } = packagerOf(1);
    for (const rung of [0, 1]) packager.push(rung, file);
    packager.finish();
    expect(toldOf(events, rendition)).toEqual([
      `${rendition} init`,
      ...segment(rendition, 5),
      ...segment(rendition, 6),
    ]);
    expect([misaligned, packager.publishedSeconds]).toEqual([[], 2]);
  });

  it('holds back what the other rung does not have, and drops it at the end', () => {
    const { packager, events, misaligned } = packagerOf(1);
    packager.push(0, file);
    packager.push(1, file.subarray(0, Math.floor(file.length * 0.7)));
    packager.finish();
    const [top = [], bottom] = ['720p', '360p'].map((rendition) =>
      toldOf(events, rendition).map((told) => told.slice(5)),
    );
    expect(top).toEqual(bottom);
    expect(misaligned).toEqual([]);
    expect(packager.publishedSeconds).toBeLessThan(2);
    expect(packager.publishedSeconds).toBeCloseTo(top.filter((told) => told.startsWith('part')).length * 0.2);
  });

  it('tells when a rung cuts elsewhere', async () => {
    const { packager, misaligned } = packagerOf(1);
    packager.push(0, file);
    packager.push(1, await makeFragmented('-force_key_frames', '0.5'));
    packager.finish();
    expect(misaligned).toEqual([5, 6].map((sequence) => ({ rendition: expect.any(String), sequence })));
  });

  it('refuses a rung that there is not', () => {
    expect(() => packagerOf(1).packager.push(2, file)).toThrow(RangeError);
  });
});
