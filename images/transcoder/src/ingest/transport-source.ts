/**
 * One caller's MPEG transport stream, from its first byte to its last. It is read once and by itself, epoch or no epoch, so
 * that a caller never notices what happens behind it: packets since a keyframe are kept (see keyframe-ring.ts), and whoever
 * attaches (the probe, then the encoder, then a crashed encoder's successor) gets these first, PAT and PMT before them, and
 * then what arrives. The attached stream's back-pressure is the caller's: what is not taken stays in SRT's buffer.
 *
 * ```
 * Waiting ──keyframe──► Flowing ──jump of the timestamps, another picture──► Waiting (the attachment has ended)
 *    └───────── end of input, or it is no transport stream ─────────► Ended
 * ```
 */
import type { Readable, Writable } from 'node:stream';
import { FrameClock, type FrameTiming } from './frame-clock.ts';
import { type GroupOfPictures, KeyframeRing } from './keyframe-ring.ts';
import { MediaFlow } from './media-flow.ts';
import { NotMpegTsError, PacketAligner } from './packet-aligner.ts';
import { ptsTicksPerSecond, ptsWrap, ticksBetween } from './transport-packet.ts';
import { type Keyframe, TransportScanner, type TransportSpan } from './transport-scanner.ts';

/** What a watch ends an attachment for; the source goes on, and whoever attaches next has to be told of it. */
export type SourceInterruption = 'videoStopped' | 'audioChanged';

/** Why bytes stopped coming. */
export type SourceEnd = 'ended' | 'timelineJumped' | 'pictureChanged' | 'notMpegTs' | 'detached' | SourceInterruption;

export interface Attachment {
  /** Resolves once nothing more will be written; the stream has been ended then. */
  readonly ended: Promise<SourceEnd>;
  /** Stops writing, ends the stream. */
  detach(): void;
}

/** Where a reader starts: it is fed from the keyframe before `pts` on. */
export interface StartPoint {
  /** Presentation time in 90 kHz ticks as the source wrote it: of the keyframe, or of what is still to be published. */
  readonly pts: number;
  /** When that arrived, Unix milliseconds. */
  readonly arrivedUnixMs: number;
}

/** Whether there is a keyframe to start from. */
export type Readiness = 'ready' | 'ended' | 'notMpegTs' | 'noVideo';

const startPointIn = ({ keyframe, arrivedUnixMs }: GroupOfPictures, resumePts = keyframe.pts): StartPoint => {
  const ticks = Math.max(0, ticksBetween(keyframe.pts, resumePts));
  return {
    pts: (keyframe.pts + ticks) % ptsWrap,
    arrivedUnixMs: arrivedUnixMs + Math.round((ticks / ptsTicksPerSecond) * 1000),
  };
};

interface Consumer {
  readonly stream: Writable;
  readonly finish: (end: SourceEnd) => void;
}

export class TransportSource {
  /** Whether picture and sound arrive. */
  readonly flow: MediaFlow;
  readonly #input: Readable;
  readonly #aligner = new PacketAligner();
  readonly #clock = new FrameClock();
  readonly #scanner: TransportScanner;
  readonly #ring: KeyframeRing;
  readonly #waiters = new Set<() => void>();
  /** Resolves with true at the first byte, with false when none ever came. */
  readonly begun: Promise<boolean>;
  /** Resolves when the input is closed. */
  readonly ended: Promise<void>;
  #consumer: Consumer | undefined;
  #end: 'ended' | 'notMpegTs' | undefined;
  #jumped = false;
  /** True: its video has stopped, and no keyframe has come since. */
  #awaitsReturn = false;
  #held = false;
  #resumePts: number | undefined;
  #lastKeyframePts: number | undefined;
  #keyframeIntervalSeconds: number | undefined;
  #parameters: string | undefined;
  #bytes = 0;

  /** Reads `input` until its end; `now` is in Unix milliseconds. */
  constructor(input: Readable, now: () => number = Date.now) {
    this.#input = input;
    this.#ring = new KeyframeRing(now);
    this.flow = new MediaFlow(now);
    this.#scanner = new TransportScanner(
      (pts) => {
        this.flow.noteVideo();
        this.#jumped ||= !this.#clock.observe(pts, this.flow.isAfterSilence);
      },
      () => this.flow.noteAudio(),
    );
    this.begun = new Promise((resolve) => {
      input.once('data', () => resolve(true));
      input.once('close', () => resolve(false));
    });
    this.ended = new Promise((resolve) => input.once('close', resolve));
    input.on('data', (chunk: Buffer) => this.#read(chunk));
    input.once('end', () => this.#finish('ended'));
    input.on('error', () => this.#finish('ended'));
    input.once('close', () => this.#finish('ended'));
  }

  get timing(): FrameTiming {
    return this.#clock.timing;
  }

  /** Seconds between the last two keyframes, or since the last one if that is longer; undefined before there was one. */
  get keyframeIntervalSeconds(): number | undefined {
    const { lastPts } = this.#clock;
    if (this.#lastKeyframePts === undefined || lastPts === undefined) return this.#keyframeIntervalSeconds;
    const openSeconds = ticksBetween(this.#lastKeyframePts, lastPts) / ptsTicksPerSecond;
    return Math.max(this.#keyframeIntervalSeconds ?? 0, openSeconds);
  }

  /** Bytes received so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Resolves when a reader may attach, or with the reason why none ever will; `noVideo` after `timeoutMs`. Video that was there
   * and has stopped is waited for as long as the caller stays.
   */
  async ready(timeoutMs: number, signal: AbortSignal): Promise<Readiness> {
    const limit = this.#awaitsReturn ? signal : AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    while (!limit.aborted && !this.#scanner.lacksVideo) {
      if (this.#ring.groups.length > 0) return 'ready';
      if (this.#end) return this.#end;
      await this.#change(limit);
    }
    return signal.aborted ? 'ended' : 'noVideo';
  }

  /** Resolves when `frames` and every stream have been seen, or after `timeoutMs`, or at the end. */
  async settled({ frames, timeoutMs }: { frames: number; timeoutMs: number }, signal: AbortSignal): Promise<void> {
    const timeout = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const isSettled = (): boolean => this.#scanner.hasHeardAudio && this.#clock.frames >= frames;
    while (!timeout.aborted && !this.#end && !isSettled()) await this.#change(timeout);
  }

  /** Where an attached stream would start now; undefined: wait for {@link ready}. */
  get start(): StartPoint | undefined {
    const [first] = this.#startGroups();
    return first && startPointIn(first, this.#resumePts);
  }

  /** What an attached stream would get now, whole packets. */
  snapshot(): readonly Buffer[] {
    const groups = this.#startGroups();
    const [first] = groups;
    return first ? [first.keyframe.tables, ...groups.flatMap((group) => group.chunks)] : [];
  }

  /** What comes before `pts` has been published: the next {@link start} is there, as far as that is kept. */
  resumeAt(pts: number): void {
    this.#resumePts = pts;
  }

  /** Gives up what is kept but for the newest group: a reader failed over it. */
  skipToNewest(): void {
    this.#resumePts = undefined;
    this.#ring.keepNewest();
  }

  #startGroups(): readonly GroupOfPictures[] {
    const { groups } = this.#ring;
    const resumePts = this.#resumePts;
    if (resumePts === undefined) return groups;
    const last = groups.findLastIndex(({ keyframe }) => ticksBetween(keyframe.pts, resumePts) >= 0);
    return groups.slice(Math.max(0, last));
  }

  /** Ends the attachment. Without video there is nothing to start from until its next keyframe. */
  interrupt(why: SourceInterruption): void {
    this.#consumer?.finish(why);
    if (why !== 'videoStopped') return;
    this.#startAnew('timelineJumped');
    this.#awaitsReturn = true;
  }

  /** Hands the stream over to `stream`, from {@link start} on. Undefined: wait for {@link ready}. */
  attach(stream: Writable): Attachment | undefined {
    if (!this.start) return undefined;
    this.#consumer?.finish('detached');
    const { promise, resolve } = Promise.withResolvers<SourceEnd>();
    const consumer: Consumer = { stream, finish: (end) => this.#release(consumer, end, resolve) };
    this.#consumer = consumer;
    for (const chunk of this.snapshot()) this.#write(consumer, chunk);
    if (this.#end) consumer.finish(this.#end);
    return { ended: promise, detach: () => consumer.finish('detached') };
  }

  #release(consumer: Consumer, end: SourceEnd, resolve: (end: SourceEnd) => void): void {
    if (this.#consumer === consumer) this.#consumer = undefined;
    if (!consumer.stream.writableEnded) consumer.stream.end();
    this.#proceed();
    resolve(end);
  }

  #read(chunk: Buffer): void {
    if (this.#end) return;
    this.#bytes += chunk.length;
    this.flow.noteBytes();
    try {
      for (const span of this.#scanner.scan(this.#aligner.align(chunk))) this.#take(span);
    } catch (error) {
      if (!(error instanceof NotMpegTsError)) throw error;
      this.#finish('notMpegTs');
    }
    this.#wake();
  }

  #take(span: TransportSpan): void {
    if (this.#jumped) this.#startAnew('timelineJumped');
    if (span.keyframe) this.#noteKeyframe(span.keyframe);
    this.#ring.add(span);
    if (this.#consumer) this.#write(this.#consumer, span.bytes);
  }

  /** The block in which the jump was seen is dropped up to its keyframe: its packets belong to two timelines. */
  #startAnew(why: 'timelineJumped' | 'pictureChanged'): void {
    this.#jumped = false;
    this.#clock.reset();
    this.#ring.clear();
    this.#lastKeyframePts = undefined;
    this.#resumePts = undefined;
    this.#parameters = undefined;
    this.#consumer?.finish(why);
  }

  /** A picture of another size or shape is another epoch's: filters and probe are made for one. */
  #noteKeyframe({ pts, parameters }: Keyframe): void {
    if (this.#parameters !== undefined && parameters !== undefined && parameters !== this.#parameters) {
      this.#startAnew('pictureChanged');
    }
    this.#awaitsReturn = false;
    this.#parameters = parameters ?? this.#parameters;
    if (this.#lastKeyframePts !== undefined) {
      this.#keyframeIntervalSeconds = ticksBetween(this.#lastKeyframePts, pts) / ptsTicksPerSecond;
    }
    this.#lastKeyframePts = pts;
  }

  #write({ stream }: Consumer, bytes: Buffer): void {
    if (stream.destroyed || stream.writableEnded || stream.write(bytes)) return;
    if (this.#held) return;
    this.#held = true;
    this.flow.hold();
    this.#input.pause();
    stream.once('drain', () => this.#proceed());
  }

  #proceed(): void {
    this.#held = false;
    this.flow.release();
    this.#input.resume();
  }

  #finish(end: 'ended' | 'notMpegTs'): void {
    if (this.#end) return;
    this.#end = end;
    this.#consumer?.finish(end);
    this.#wake();
  }

  #wake(): void {
    for (const waiter of this.#waiters) waiter();
    this.#waiters.clear();
  }

  async #change(limit: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#waiters.add(wake);
    limit.addEventListener('abort', wake, { once: true });
    await promise;
    limit.removeEventListener('abort', wake);
    this.#waiters.delete(wake);
  }
}
