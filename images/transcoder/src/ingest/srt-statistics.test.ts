import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStatisticsLine, StatisticsReader } from './srt-statistics.ts';

/** As srt-live-transmit 1.5 writes it, without what is not read. */
const line = (packets: number): string =>
  JSON.stringify({
    sid: 853291739,
    time: 623,
    link: { rtt: 0.142, bandwidth: 12, maxBandwidth: 1000 },
    recv: { packets, packetsLost: 3, packetsDropped: 1, packetsRetransmitted: 2, mbitRate: 2.17267 },
  });

const parsed = {
  roundTripMs: 0.142,
  bitsPerSecond: 2_172_670,
  packets: 132,
  lostPackets: 3,
  droppedPackets: 1,
  retransmittedPackets: 2,
};

describe('parseStatisticsLine', () => {
  it('reads what it needs', () => {
    expect(parseStatisticsLine(line(132))).toEqual(parsed);
  });

  it.each(['', '{"link":', '{}', '[]'])('gives undefined for %j', (text) => {
    expect(parseStatisticsLine(text)).toBeUndefined();
  });
});

describe('StatisticsReader', () => {
  it('gives each line once and keeps the file small', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kubecast-statistics-'));
    const path = join(directory, 'statistics.json');
    const writer = await open(path, 'w');
    const reader = new StatisticsReader(path);
    const text = `${line(132)}\n`;

    await writer.write(`${text}${text.slice(0, 20)}`);
    expect(await reader.read()).toEqual([parsed]);
    await writer.write(text.slice(20));
    expect(await reader.read()).toEqual([parsed]);
    expect(await reader.read()).toEqual([]);
    await writer.write(text.repeat(1_000));
    expect(await reader.read()).toHaveLength(1_000);
    await writer.write(text);
    expect((await stat(path)).blocks * 512).toBeLessThanOrEqual(8192);

    await writer.close();
    await rm(directory, { recursive: true });
  });
});
