/** Splits a watch's byte stream into lines. */

const newline = 0x0a;

/**
 * Takes bytes in any pieces and gives whole lines, without their newline; empty ones are left out. It cuts at the byte
 * 0x0a, which is part of no other character in UTF-8, so that a piece may end in the middle of a character.
 */
export class LineSplitter {
  #pending: Uint8Array[] = [];

  /** The lines that this piece completes. */
  push(piece: Uint8Array): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      this.#pending.push(piece.subarray(start, end));
      lines.push(Buffer.concat(this.#pending).toString('utf8'));
      this.#pending = [];
      start = end + 1;
    }
    if (start < piece.length) this.#pending.push(piece.subarray(start));
    return lines.filter((line) => line !== '');
  }
}
