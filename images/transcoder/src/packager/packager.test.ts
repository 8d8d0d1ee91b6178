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

  it('emits an init, parts and segments for each rung', () => {
    const { packager, events, misaligned } = packagerOf(1);
    for (const rung of [0, 1]) packager.push(rung, file);
    packager.finish();
    const told = events.map(
      (event) => `${event.rendition} ${event.kind} ${event.kind === 'init' ? '' : event.sequence}`,
    );
    const ofRung = (name: string): readonly string[] => [
      `${name} init `,
      ...[5, 6].flatMap((sequence) => [
        ...Array.from({ length: 5 }, () => `${name} part ${sequence}`),
        `${name} segment ${sequence}`,
      ]),
    ];
    expect(told).toEqual([...ofRung('720p'), ...ofRung('360p')]);
    expect(misaligned).toEqual([]);
  });

  it('tells when a rung cuts elsewhere', () => {
    const { packager, misaligned } = packagerOf(1);
    packager.push(0, file);
    packager.push(1, file.subarray(0, Math.floor(file.length * 0.8)));
    packager.finish();
    expect(misaligned).toEqual([{ rendition: '360p', sequence: 6 }]);
  });

  it('refuses a rung that there is not', () => {
    expect(() => packagerOf(1).packager.push(2, file)).toThrow(RangeError);
  });
});
