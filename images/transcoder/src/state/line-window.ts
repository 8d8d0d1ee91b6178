/**
 * What SRT says of its line, over a quarter of a minute: single packets come and go. A line with few packets is looked at
 * further back, as far as a minute, until there are enough for a ratio.
 */
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import type { LineFacts } from './ingest-facts.ts';

const windowMs = 15_000;
const longestWindowMs = 60_000;
/** Ratios of fewer packets say nothing. */
const fewestPackets = 500;

interface Line {
  readonly atMs: number;
  readonly statistics: SrtStatistics;
}

const sumOf = (lines: readonly Line[], key: keyof SrtStatistics): number =>
  lines.reduce((sum, { statistics }) => sum + statistics[key], 0);

/** Packets that never came are packets too. */
const packetsOf = (lines: readonly Line[]): number => sumOf(lines, 'packets') + sumOf(lines, 'droppedPackets');

export class LineWindow {
  #lines: Line[] = [];

  observe(statistics: SrtStatistics, atMs: number): void {
    this.#lines.push({ atMs, statistics });
  }

  /** Undefined while there is nothing to go by. */
  facts(nowMs: number): LineFacts | undefined {
    this.#lines = this.#lines.filter(({ atMs }) => nowMs - atMs <= longestWindowMs);
    const lines = this.#recent(nowMs);
    const packets = packetsOf(lines);
    if (packets < fewestPackets) return undefined;
    return {
      lostRatio: sumOf(lines, 'lostPackets') / packets,
      droppedRatio: sumOf(lines, 'droppedPackets') / packets,
      roundTripMs: lines.at(-1)?.statistics.roundTripMs ?? 0,
    };
  }

  /** Those of the window, and as many before it as a ratio needs. */
  #recent(nowMs: number): readonly Line[] {
    const inWindow = this.#lines.findIndex(({ atMs }) => nowMs - atMs <= windowMs);
    let first = inWindow === -1 ? this.#lines.length : inWindow;
    while (first > 0 && packetsOf(this.#lines.slice(first)) < fewestPackets) first -= 1;
    return this.#lines.slice(first);
  }
}
