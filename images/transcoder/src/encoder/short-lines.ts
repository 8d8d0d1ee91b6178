/** Lines of a child's output, of which none may be long: what a child writes must not fill our memory. */

const longestLine = 1_000;

/** Takes chunks of text in any pieces. A line that is too long is left out. */
export class ShortLines {
  #rest = '';
  #isTooLong = false;

  /** The lines that `chunk` completes. */
  push(chunk: string): readonly string[] {
    const [first = '', ...others] = chunk.split('\n');
    const pieces = [this.#rest + first, ...others];
    const last = pieces.pop() ?? '';
    const lines = this.#isTooLong ? pieces.slice(1) : pieces;
    if (pieces.length > 0) this.#isTooLong = false;
    this.#isTooLong ||= last.length > longestLine;
    this.#rest = this.#isTooLong ? '' : last;
    return lines.filter((line) => line.length <= longestLine);
  }
}
