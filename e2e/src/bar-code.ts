/**
 * A clock that survives a video encoder: Unix milliseconds as black and white blocks in a row along the picture's top.
 * 40 bits of time (Unix milliseconds modulo 2^40, most significant first) and an 8-bit checksum, white is 1; the cells
 * share the picture's whole width, the row is 1/12 of its height. Whoever has the same clock reads the latency off it.
 */

export const barCodeCells = 48;
const timeBits = 40;
const timeModulus = 2n ** BigInt(timeBits);

/** Height of the row as a share of the picture's height. */
export const barCodeHeightShare = 1 / 12;

const checksumOf = (time: bigint): bigint => {
  let checksum = 0x5an;
  for (let shift = 0n; shift < BigInt(timeBits); shift += 8n) {
    const rotated = (checksum << 1n) | (checksum >> 7n);
    checksum = (rotated ^ (time >> shift)) & 0xffn;
  }
  return checksum;
};

/** The cells of a moment, most significant first: true is white. */
export const encodeBarCode = (unixMs: number): readonly boolean[] => {
  const time = BigInt(Math.trunc(unixMs)) % timeModulus;
  const word = (time << 8n) | checksumOf(time);
  return Array.from({ length: barCodeCells }, (_, cell) => ((word >> BigInt(barCodeCells - 1 - cell)) & 1n) === 1n);
};

/**
 * Reads the cells back. `luma` gives the brightness (0 to 255) in the middle of each cell; `nowMs` is any moment within
 * 17 years of the coded one. Undefined when the checksum says that this is no bar code.
 */
export const decodeBarCode = (luma: readonly number[], nowMs: number): number | undefined => {
  if (luma.length !== barCodeCells) return undefined;
  const word = luma.reduce((bits, value) => (bits << 1n) | (value > 127 ? 1n : 0n), 0n);
  const time = word >> 8n;
  if (checksumOf(time) !== (word & 0xffn)) return undefined;
  const now = BigInt(Math.trunc(nowMs));
  const candidate = now - (now % timeModulus) + time;
  const half = timeModulus / 2n;
  const nearest =
    candidate - now > half ? candidate - timeModulus : now - candidate > half ? candidate + timeModulus : candidate;
  return Number(nearest);
};

/** The row as raw 8-bit grey pixels, `width` × `height` bytes. */
export const drawBarCode = (unixMs: number, width: number, height: number): Buffer => {
  const cells = encodeBarCode(unixMs);
  const line = Buffer.alloc(width);
  for (let x = 0; x < width; x += 1) line[x] = cells[Math.floor((x * barCodeCells) / width)] ? 235 : 16;
  return Buffer.concat(Array.from({ length: height }, () => line));
};
