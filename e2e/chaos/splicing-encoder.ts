/**
 * An encoder whose stream changes under way in one SRT connection: its clock jumps or wraps, its picture becomes another one. The
 * transport stream is changed here and sent by `srt-live-transmit`, since ffmpeg would smooth out what a fault is to be.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { SrtTarget } from '../src/srt-publisher.ts';
import { defaultPicture, type PictureOptions } from '../src/test-picture.ts';
import { drawPicture } from './picture-source.ts';
import { clockModulus, shiftTransport, ticksPerSecond } from './transport-shift.ts';
import { wait } from './wait.ts';

const againAfterMs = 2_000;

const callerArguments = ({ host, port, streamId, passphrase }: SrtTarget): readonly string[] => [
  ...['-q', '-a', 'no', '-chunk', '1316', 'file://con'],
  `srt://${host}:${port}?mode=caller&streamid=${streamId}&passphrase=${passphrase}&latency=120&transtype=live`,
];

/** See the file header. `stop` ends it and its processes. */
export class SplicingEncoder {
  readonly #target: SrtTarget;
  readonly #life = new AbortController();
  readonly #over: Promise<void>[] = [];
  readonly #startedMs = performance.now();
  #firstPacketMs: number | undefined;
  #sender: ChildProcess | undefined;
  #drawing = new AbortController();
  #shift: number;

  /** `shiftTicks` is added to all timestamps, in ticks of 90 kHz. */
  constructor(target: SrtTarget, shiftTicks = 0) {
    this.#target = target;
    this.#shift = shiftTicks;
  }

  start(): void {
    this.#over.push(this.#send());
    this.#over.push(this.#draw(defaultPicture, this.#drawing, 0));
  }

  /** When its clock begins again at 0, Unix milliseconds, as long as it goes on as it does now. Throws before it sends. */
  get wrapMs(): number {
    if (this.#firstPacketMs === undefined) throw new Error('The encoder has not sent a picture yet: it has no clock');
    return this.#firstPacketMs + ((clockModulus - this.#shift) / ticksPerSecond) * 1_000;
  }

  /** From the next packet on, all timestamps are so much later; negative: earlier. */
  jump(seconds: number): void {
    this.#shift += seconds * ticksPerSecond;
  }

  /** Another picture at its first packet; the clock goes on. */
  async splice(picture: Partial<PictureOptions>): Promise<void> {
    const [old, next] = [this.#drawing, new AbortController()];
    this.#drawing = next;
    const elapsed = Math.round(((performance.now() - this.#startedMs) / 1_000) * ticksPerSecond);
    await new Promise<void>((resolve) => {
      const onFirst = (): void => {
        old.abort();
        resolve();
      };
      this.#over.push(this.#draw({ ...defaultPicture, ...picture }, next, elapsed, onFirst));
    });
  }

  async stop(): Promise<void> {
    this.#life.abort();
    this.#drawing.abort();
    await Promise.all(this.#over);
  }

  #draw(picture: PictureOptions, drawing: AbortController, ticks: number, onFirst?: () => void): Promise<void> {
    let isFirst = true;
    return drawPicture(picture, AbortSignal.any([drawing.signal, this.#life.signal]), (packets) => {
      if (isFirst) onFirst?.();
      isFirst = false;
      this.#firstPacketMs ??= Date.now();
      shiftTransport(packets, this.#shift + ticks);
      this.#sender?.stdin?.write(packets);
    });
  }

  async #send(): Promise<void> {
    const { signal } = this.#life;
    const kill = (): void => void this.#sender?.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    while (!signal.aborted) {
      const sender = spawn('srt-live-transmit', callerArguments(this.#target), { stdio: ['pipe', 'ignore', 'ignore'] });
      sender.stdin.on('error', () => undefined);
      this.#sender = sender;
      await once(sender, 'close');
      await wait(againAfterMs, signal);
    }
  }
}
