/** What comes of an encoder that does as the guide asks, over a line that loses nothing. */
import type { SrtStatistics } from '../ingest/srt-statistics.ts';

export const goodDemands = { segmentSeconds: 2, partMs: 200, ladderHeight: 720, ladderFrameRate: 24 };

export const goodSource = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30, audioCodec: 'aac' };

export const goodLine: SrtStatistics = {
  roundTripMs: 40,
  bitsPerSecond: 4e6,
  packets: 400,
  lostPackets: 0,
  droppedPackets: 0,
  retransmittedPackets: 0,
};
