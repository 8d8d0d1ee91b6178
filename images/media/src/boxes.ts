/** ISO base media file boxes (ISO/IEC 14496-12), read in place: sizes, names, children. Pure; nothing is copied. */

/** A box inside a buffer. Offsets are absolute; `body` is where the content after the header starts. */
export interface Box {
  /** Four characters. */
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** The bytes are not what a box says they are. */
export class BoxError extends Error {
  readonly code = 'BoxInvalid';
}

const compactHeaderBytes = 8;
const largeHeaderBytes = 16;

const nameAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at + 4, at + 8);

/**
 * The box whose header starts at `at`; undefined when the header is not complete. The box may end beyond the buffer.
 * Throws {@link BoxError} for a size under the header's own, and for "to the end of the file", which no live stream has.
 */
export const readBoxHeader = (bytes: Buffer, at: number): Box | undefined => {
  if (at + compactHeaderBytes > bytes.length) return undefined;
  const compactSize = bytes.readUInt32BE(at);
  const isLarge = compactSize === 1;
  if (isLarge && at + largeHeaderBytes > bytes.length) return undefined;
  const headerBytes = isLarge ? largeHeaderBytes : compactHeaderBytes;
  const size = isLarge ? Number(bytes.readBigUInt64BE(at + compactHeaderBytes)) : compactSize;
  if (size < headerBytes) throw new BoxError(`Box ${nameAt(bytes, at)} at ${at} says that it has ${size} bytes`);
  return { type: nameAt(bytes, at), start: at, body: at + headerBytes, end: at + size };
};

/** The boxes between two offsets, in order. Throws {@link BoxError} when one ends beyond `to`. */
export const readBoxes = (bytes: Buffer, from: number, to: number): readonly Box[] => {
  const boxes: Box[] = [];
  let at = from;
  while (at < to) {
    const box = readBoxHeader(bytes, at);
    if (!box || box.end > to) throw new BoxError(`A box at ${at} ends beyond its parent's end at ${to}`);
    boxes.push(box);
    at = box.end;
  }
  return boxes;
};

/** The children of a box that has nothing but children. */
export const childrenOf = (bytes: Buffer, parent: Box): readonly Box[] => readBoxes(bytes, parent.body, parent.end);

/** The first box at the end of a path of types below `parent`; undefined when there is none. */
export const findBox = (bytes: Buffer, parent: Box, ...path: readonly string[]): Box | undefined => {
  let box: Box | undefined = parent;
  for (const type of path) box = box && childrenOf(bytes, box).find((child) => child.type === type);
  return box;
};

/** As {@link findBox}, for boxes that have to be there. Throws {@link BoxError}. */
export const requireBox = (bytes: Buffer, parent: Box, ...path: readonly string[]): Box => {
  const box = findBox(bytes, parent, ...path);
  if (!box) throw new BoxError(`Box ${[parent.type, ...path].join('/')} is missing`);
  return box;
};

/** A whole buffer as if it were a box's content: the parent of its top-level boxes. */
export const wholeOf = (bytes: Buffer): Box => ({ type: 'file', start: 0, body: 0, end: bytes.length });
