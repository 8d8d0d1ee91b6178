/** What SRT says of its line, over a quarter of a minute: single packets come and go. */
import type { SrtStatistics } from '../ingest/srt-statistics.ts';
import type { LineFacts } from './ingest-facts.ts';

const windowMs = 15_000;
/** Ratios of fewer packets say nothing. */
const fewestPackets = 500;

const sumOf = (lines: readonly SrtStatistics[], key: keyof SrtStatistics): number =>
  lines.reduce((sum, line) => sum + line[key], 0);

export class LineWindow {
  #lines: { readonly atMs: number; readonly statistics: SrtStatistics }[] = [];

  observe(statistics: SrtStatistics, atMs: number): void {
    this.#lines.push({ atMs, statistics });
  }

  /** Undefined while there is nothing to go by. */
  facts(nowMs: number): LineFacts | undefined {
    this.#lines = this.#lines.filter(({ atMs }) => nowMs - atMs <= windowMs);
    const lines = this.#lines.map(({ statistics }) => statistics);
    const packets = sumOf(lines, 'packets');
    if (packets < fewestPackets) return undefined;
    return {
      lostRatio: sumOf(lines, 'lostPackets') / packets,
      droppedRatio: sumOf(lines, 'droppedPackets') / packets,
      roundTripMs: lines.at(-1)?.roundTripMs ?? 0,
    };
  }
}
