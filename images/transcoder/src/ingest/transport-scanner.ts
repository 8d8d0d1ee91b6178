/**
 * Follows a transport stream's tables and video, packet by packet, and marks where decoding can start. The steady state
 * looks at three bytes a packet and copies nothing.
 */
import { startsKeyframe } from './keyframe-detection.ts';
import { readProgram, readProgramMapPids, type VideoStream } from './program-tables.ts';
import { sequenceParameters } from './sequence-parameters.ts';
import { packetBytes, packetPid, presentationTime, startsUnit } from './transport-packet.ts';

/** A random access point. */
export interface Keyframe {
  /** Presentation time in 90 kHz ticks, as the source wrote it (wraps at 2^33). */
  readonly pts: number;
  /** The packets of PAT and PMT that were valid here. */
  readonly tables: Buffer;
  /** What describes the picture, where it was seen: another one is another picture. */
  readonly parameters: string | undefined;
}

/** A run of whole packets. It starts at `keyframe` where there is one. */
export interface TransportSpan {
  readonly bytes: Buffer;
  readonly keyframe: Keyframe | undefined;
}

/** Longer tables than this are none. */
const tablePacketsLimit = 16;
/** Muxers send a unit at once, and whole frames of sound in it: 2.2 kB hold the first one in every usual format. */
const heardAudioPackets = 12;

export class TransportScanner {
  readonly #onFrame: (pts: number) => void;
  readonly #onAudio: () => void;
  #programMapPids: readonly number[] = [];
  #programMapPid = -1;
  #video: VideoStream | undefined;
  #tables: { association: Buffer; map: Buffer[] } = { association: Buffer.alloc(0), map: [] };
  #sawMapWithoutVideo = false;
  #audioPid: number | undefined;
  #audioUnits = 0;
  #audioPackets = 0;

  /** `onFrame` hears the presentation time of every video access unit, in stream order; `onAudio` of every unit of audio. */
  constructor(onFrame: (pts: number) => void, onAudio: () => void = () => undefined) {
    this.#onFrame = onFrame;
    this.#onAudio = onAudio;
  }

  /** True when the program has no audio, or enough of it has come to tell its form: a whole unit, or most of a long one. */
  get hasHeardAudio(): boolean {
    if (!this.#video) return false;
    return this.#audioPid === undefined || this.#audioUnits > 1 || this.#audioPackets >= heardAudioPackets;
  }

  /** True when the tables came and none of them lists a video stream. */
  get lacksVideo(): boolean {
    return this.#sawMapWithoutVideo && this.#video === undefined;
  }

  /** `block` holds whole packets. Returns it cut before each keyframe. */
  scan(block: Buffer): TransportSpan[] {
    const spans: TransportSpan[] = [];
    let start = 0;
    let keyframe: Keyframe | undefined;
    for (let at = 0; at < block.length; at += packetBytes) {
      const found = this.#scanPacket(block, at);
      if (!found) continue;
      if (at > start) spans.push({ bytes: block.subarray(start, at), keyframe });
      start = at;
      keyframe = found;
    }
    if (start < block.length) spans.push({ bytes: block.subarray(start), keyframe });
    return spans;
  }

  #scanPacket(block: Buffer, at: number): Keyframe | undefined {
    const pid = packetPid(block, at);
    if (pid === this.#video?.pid)
      return startsUnit(block, at) ? this.#scanAccessUnit(block, at, this.#video) : undefined;
    if (pid === this.#audioPid) this.#countAudio(block, at);
    else if (pid === 0) this.#readAssociation(block, at);
    else if (this.#programMapPids.includes(pid)) this.#readMap(block, at, pid);
    return undefined;
  }

  #countAudio(block: Buffer, at: number): void {
    if (startsUnit(block, at)) {
      this.#audioUnits += 1;
      this.#onAudio();
    }
    if (this.#audioUnits > 0) this.#audioPackets += 1;
  }

  #scanAccessUnit(block: Buffer, at: number, video: VideoStream): Keyframe | undefined {
    const pts = presentationTime(block, at);
    if (pts === undefined) return undefined;
    this.#onFrame(pts);
    if (!startsKeyframe(block, at, video.coding)) return undefined;
    const tables = Buffer.concat([this.#tables.association, ...this.#tables.map]);
    return { pts, tables, parameters: sequenceParameters(block, at, video.coding) };
  }

  #readAssociation(block: Buffer, at: number): void {
    if (!startsUnit(block, at)) return;
    this.#programMapPids = readProgramMapPids(block, at);
    this.#tables.association = Buffer.from(block.subarray(at, at + packetBytes));
  }

  /** The first program with video is the one that is followed. */
  #readMap(block: Buffer, at: number, pid: number): void {
    if (startsUnit(block, at)) {
      const program = readProgram(block, at);
      this.#sawMapWithoutVideo ||= program !== undefined && program.video === undefined;
      if (!program?.video || (this.#video && pid !== this.#programMapPid)) return;
      this.#video = program.video;
      this.#audioPid = program.audioPid;
      this.#programMapPid = pid;
      this.#tables.map = [];
    }
    if (pid !== this.#programMapPid || this.#tables.map.length >= tablePacketsLimit) return;
    this.#tables.map.push(Buffer.from(block.subarray(at, at + packetBytes)));
  }
}
