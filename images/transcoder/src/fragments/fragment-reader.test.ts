import { BoxError } from '@kubecast/media/boxes';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFragmented } from '../../test-media/make-fragmented.ts';
import { readPackets } from '../../test-media/read-packets.ts';
import { type FragmentedItem, FragmentReader } from './fragment-reader.ts';

const fragmentsOf = (items: readonly FragmentedItem[]) =>
  items.flatMap((item) => (item.kind === 'fragment' ? [item.fragment] : []));

describe('FragmentReader', () => {
  let file = Buffer.alloc(0);
  let items: readonly FragmentedItem[] = [];

  beforeAll(async () => {
    file = Buffer.from(await makeFragmented());
    items = new FragmentReader().push(file);
  });

  it('reads codecs, size and timescales from the initialisation section', () => {
    const [init] = items;
    expect(init).toMatchObject({
      kind: 'init',
      section: {
        codecs: { video: 'avc1.42c00b', audio: 'mp4a.40.2', width: 192, height: 144 },
        video: { kind: 'video', timescale: 12_800 },
        audio: { kind: 'audio', timescale: 48_000 },
      },
    });
  });

  it('finds the times and keyframes that ffprobe finds', async () => {
    const video = (await readPackets(file)).filter(({ kind }) => kind === 'video');
    const fragments = fragmentsOf(items);
    expect(fragments.filter(({ sync }) => sync).map(({ startSeconds }) => startSeconds * 12_800)).toEqual(
      video.filter(({ key }) => key).map(({ pts }) => pts),
    );
    const last = video.at(-1);
    expect(fragments.at(-1)?.endSeconds).toBe(((last?.pts ?? 0) + (last?.duration ?? 0)) / 12_800);
  });

  it('leaves no hole between fragments', () => {
    const fragments = fragmentsOf(items);
    expect(fragments.slice(1).map(({ startSeconds }) => startSeconds)).toEqual(
      fragments.slice(0, -1).map(({ endSeconds }) => endSeconds),
    );
  });

  it('keeps every byte but the index at the end', () => {
    const kept = items.map((item) => (item.kind === 'init' ? item.bytes : item.fragment.bytes));
    const joined = Buffer.concat(kept);
    expect(joined.equals(file.subarray(0, joined.length))).toBe(true);
    expect(file.toString('latin1', joined.length + 4, joined.length + 8)).toBe('mfra');
  });

  it('reads the same whatever pieces it gets', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const reader = new FragmentReader();
        const read: FragmentedItem[] = [];
        for (let at = 0, turn = 0; at < file.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          read.push(...reader.push(file.subarray(at, at + size)));
          at += size;
        }
        expect(read).toEqual(items);
      }),
      { numRuns: 20 },
    );
  });

  it('reads a single byte at a time', () => {
    const start = file.subarray(0, 4_000);
    const reader = new FragmentReader();
    const read = Array.from(start, (byte) => reader.push(Buffer.from([byte]))).flat();
    expect(read).toEqual(new FragmentReader().push(start));
  });

  it('refuses fragments before their initialisation section', () => {
    const init = items[0];
    const afterInit = init?.kind === 'init' ? file.subarray(init.bytes.length) : file;
    expect(() => new FragmentReader().push(afterInit)).toThrow(BoxError);
  });

  it('refuses a box over the limit before it is collected', () => {
    const header = Buffer.alloc(16);
    header.writeUInt32BE(0x7fff_ffff);
    header.write('mdat', 4, 'latin1');
    expect(() => new FragmentReader().push(header)).toThrow(/more than/);
  });

  it('refuses an initialisation section without audio', async () => {
    const silent = await makeFragmented('-an');
    expect(() => new FragmentReader().push(silent)).toThrow('The initialisation section has no audio track');
  });
});
