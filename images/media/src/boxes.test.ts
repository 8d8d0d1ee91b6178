import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoxError, childrenOf, findBox, readBoxes, readBoxHeader, requireBox, wholeOf } from './boxes.ts';

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
};

const largeBox = (type: string, size: bigint): Buffer => {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1);
  header.write(type, 4, 'latin1');
  header.writeBigUInt64BE(size, 8);
  return header;
};

const tree = box(
  'moof',
  box('mfhd', Buffer.alloc(8)),
  box('traf', box('tfhd', Buffer.alloc(8)), box('tfdt', Buffer.alloc(4))),
);

describe('readBoxHeader', () => {
  it.each([
    ['nothing while the header is not whole', tree.subarray(0, 7), undefined],
    ['a compact header', tree, { type: 'moof', start: 0, body: 8, end: tree.length }],
    ['a large header', largeBox('mdat', 5_000_000_000n), { type: 'mdat', start: 0, body: 16, end: 5_000_000_000 }],
    ['nothing while a large header is not whole', largeBox('mdat', 20n).subarray(0, 12), undefined],
  ])('gives %s', (_, bytes, expected) => {
    expect(readBoxHeader(bytes, 0)).toEqual(expected);
  });

  it.each([0, 7])('refuses a size of %d', (size) => {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt32BE(size);
    expect(() => readBoxHeader(bytes, 0)).toThrow(BoxError);
  });

  it('never does anything but answer or throw a BoxError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          readBoxes(Buffer.from(bytes), 0, bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(BoxError);
        }
      }),
    );
  });
});

describe('childrenOf', () => {
  it('lists the boxes inside, in order', () => {
    expect(
      childrenOf(tree, findBox(tree, wholeOf(tree), 'moof', 'traf') ?? wholeOf(tree)).map(({ type }) => type),
    ).toEqual(['tfhd', 'tfdt']);
  });

  it('refuses a child that is longer than its parent', () => {
    const broken = Buffer.from(tree);
    broken.writeUInt32BE(1000, 8);
    expect(() => requireBox(broken, wholeOf(broken), 'moof', 'traf')).toThrow(/ends beyond its parent/);
  });
});

describe('findBox', () => {
  it('gives undefined when the path leads nowhere', () => {
    expect(findBox(tree, wholeOf(tree), 'moof', 'traf', 'trun')).toBeUndefined();
  });
});

describe('requireBox', () => {
  it('names the path when it leads nowhere', () => {
    expect(() => requireBox(tree, wholeOf(tree), 'moof', 'trun')).toThrow('Box file/moof/trun is missing');
  });
});
