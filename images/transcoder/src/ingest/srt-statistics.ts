/** What `srt-live-transmit` writes about its connection (`-pf json -statsout FILE`), a line every so many packets. */
import { open, truncate } from 'node:fs/promises';
import { z } from 'zod';

/** One line; counters are since the line before. */
export interface SrtStatistics {
  readonly roundTripMs: number;
  readonly bitsPerSecond: number;
  readonly packets: number;
  readonly lostPackets: number;
  /** Came too late to be played: holes in the picture. */
  readonly droppedPackets: number;
  readonly retransmittedPackets: number;
}

const lineSchema = z.object({
  link: z.object({ rtt: z.number() }),
  recv: z.object({
    packets: z.number(),
    packetsLost: z.number(),
    packetsDropped: z.number(),
    packetsRetransmitted: z.number(),
    mbitRate: z.number(),
  }),
});

/** Undefined for what is no statistics line. */
export const parseStatisticsLine = (line: string): SrtStatistics | undefined => {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(document);
  if (!parsed.success) return undefined;
  const { link, recv } = parsed.data;
  return {
    roundTripMs: link.rtt,
    bitsPerSecond: recv.mbitRate * 1_000_000,
    packets: recv.packets,
    lostPackets: recv.packetsLost,
    droppedPackets: recv.packetsDropped,
    retransmittedPackets: recv.packetsRetransmitted,
  };
};

/**
 * Reads the file's new lines at each call. What was read is cut away, so that the file does not grow with the stream: its
 * writer goes on at its own offset, and the hole before that takes no space.
 */
export class StatisticsReader {
  readonly #path: string;
  #offset = 0;
  #partial = '';

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<readonly SrtStatistics[]> {
    const added = await this.#readAdded();
    const lines = (this.#partial + added).split('\n');
    this.#partial = lines.pop() ?? '';
    return lines.flatMap((line) => parseStatisticsLine(line) ?? []);
  }

  async #readAdded(): Promise<string> {
    await using file = await open(this.#path, 'r');
    const { size } = await file.stat();
    if (size <= this.#offset) return '';
    const bytes = Buffer.alloc(size - this.#offset);
    await file.read(bytes, 0, bytes.length, this.#offset);
    this.#offset = size;
    await truncate(this.#path, 0);
    return bytes.toString('utf8');
  }
}
