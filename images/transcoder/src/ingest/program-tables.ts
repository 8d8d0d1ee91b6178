/**
 * PAT and PMT (ISO/IEC 13818-1, 2.4.4), as far as they are needed to find the video stream. A table that does not fit its
 * first packet is read as far as that goes: video is listed first by the muxers in use.
 */
import { packetBytes, payloadStart } from './transport-packet.ts';

/** How keyframes are recognised when the packet header does not flag them. */
export type VideoCoding = 'h264' | 'hevc' | 'other';

export interface VideoStream {
  readonly pid: number;
  readonly coding: VideoCoding;
}

/** `stream_type` values (ISO/IEC 13818-1, table 2-34). */
const videoCodings: ReadonlyMap<number, VideoCoding> = new Map([
  [0x01, 'other'],
  [0x02, 'other'],
  [0x10, 'other'],
  [0x1b, 'h264'],
  [0x24, 'hevc'],
]);

/** MPEG audio, ADTS, LATM, AC-3, E-AC-3. */
const audioStreamTypes: ReadonlySet<number> = new Set([0x03, 0x04, 0x0f, 0x11, 0x81, 0x87]);

interface Section {
  /** The table's first byte (table_id). */
  readonly start: number;
  /** Where its entries end, before the checksum. */
  readonly end: number;
}

/** The section that starts in the packet, if it is a table of kind `tableId`. */
const sectionOf = (bytes: Buffer, at: number, tableId: number): Section | undefined => {
  const payload = payloadStart(bytes, at);
  const start = payload + 1 + (bytes[payload] ?? packetBytes);
  if (start + 12 > at + packetBytes || bytes[start] !== tableId) return undefined;
  const length = bytes.readUInt16BE(start + 1) & 0x0fff;
  return { start, end: Math.min(start + 3 + length - 4, at + packetBytes) };
};

/** PIDs of the programs' maps, from the packet that a PAT starts in; empty when it is none. */
export const readProgramMapPids = (bytes: Buffer, at: number): readonly number[] => {
  const section = sectionOf(bytes, at, 0x00);
  if (!section) return [];
  const pids: number[] = [];
  for (let entry = section.start + 8; entry + 4 <= section.end; entry += 4) {
    const isNetworkTable = bytes.readUInt16BE(entry) === 0;
    if (!isNetworkTable) pids.push(bytes.readUInt16BE(entry + 2) & 0x1fff);
  }
  return pids;
};

/** What a program consists of, as far as it is of interest. */
export interface Program {
  readonly video: VideoStream | undefined;
  /** PID of the first audio stream. Audio in private streams (Opus, DVB's AC-3) is not recognised here. */
  readonly audioPid: number | undefined;
}

interface Entry {
  readonly streamType: number;
  readonly pid: number;
}

const entriesOf = (bytes: Buffer, section: Section): readonly Entry[] => {
  const entries: Entry[] = [];
  const programInfoBytes = bytes.readUInt16BE(section.start + 10) & 0x0fff;
  let at = section.start + 12 + programInfoBytes;
  while (at + 5 <= section.end) {
    entries.push({ streamType: bytes.readUInt8(at), pid: bytes.readUInt16BE(at + 1) & 0x1fff });
    at += 5 + (bytes.readUInt16BE(at + 3) & 0x0fff);
  }
  return entries;
};

/** The program in the packet that a PMT starts in; undefined when that is no PMT. */
export const readProgram = (bytes: Buffer, at: number): Program | undefined => {
  const section = sectionOf(bytes, at, 0x02);
  if (!section) return undefined;
  const entries = entriesOf(bytes, section);
  const video = entries.find(({ streamType }) => videoCodings.has(streamType));
  const coding = video && videoCodings.get(video.streamType);
  return {
    video: video && coding && { pid: video.pid, coding },
    audioPid: entries.find(({ streamType }) => audioStreamTypes.has(streamType))?.pid,
  };
};
