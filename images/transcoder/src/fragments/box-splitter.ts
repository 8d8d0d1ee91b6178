/**
 * Cuts a byte stream into its top-level boxes, whatever pieces it arrives in. A box is put together once, when it is whole;
 * what it is made of until then are references.
 */
import { type Box, BoxError, readBoxHeader } from '@kubecast/media/boxes';

/** A box over this is refused: nothing that an encoder sends in a fragment comes near. */
export const boxLimitBytes = 64 * 1024 * 1024;

const longestHeaderBytes = 16;

export class BoxSplitter {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #expected: Box | undefined;

  /** Every box that `chunk` completes, header included. Throws {@link BoxError} for a box that is no box, or too large. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const boxes: Buffer[] = [];
    for (let box = this.#takeBox(); box; box = this.#takeBox()) boxes.push(box);
    return boxes;
  }

  #takeBox(): Buffer | undefined {
    this.#expected ??= this.#readHeader();
    if (!this.#expected || this.#bytes < this.#expected.end) return undefined;
    const all = this.#joined();
    const { end } = this.#expected;
    this.#expected = undefined;
    this.#bytes -= end;
    this.#chunks = this.#bytes > 0 ? [all.subarray(end)] : [];
    return all.subarray(0, end);
  }

  #readHeader(): Box | undefined {
    const [first] = this.#chunks;
    if (!first) return undefined;
    const header = readBoxHeader(first.length >= longestHeaderBytes ? first : this.#joined(), 0);
    if (header && header.end > boxLimitBytes) {
      throw new BoxError(`Box ${header.type} has ${header.end} bytes, more than the ${boxLimitBytes} that are allowed`);
    }
    return header;
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (this.#chunks.length === 1 && first) return first;
    const all = Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [all];
    return all;
  }
}
