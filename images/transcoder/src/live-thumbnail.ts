/**
 * `thumbnail.jpg`: the first picture of a recent segment, every 10 s, decoded by a short-lived ffmpeg of the lowest priority.
 * One at a time, within a time limit; live never waits for it.
 */
import { spawn } from 'node:child_process';
import type { Logger } from '@kubecast/media/logger';

export interface LiveThumbnailOptions {
  readonly onThumbnail: (jpeg: Buffer) => void;
  readonly logger: Logger;
  /** Ends a decoder that runs. */
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

const defaultEveryMs = 10_000;
const timeoutMs = 5_000;
const maxBytes = 1_000_000;

/** fMP4 from a pipe, one picture to a pipe: no protocol but `pipe`. */
export const thumbnailArguments: readonly string[] = [
  '-n',
  '19',
  'ffmpeg',
  '-hide_banner',
  '-loglevel',
  'error',
  '-protocol_whitelist',
  'pipe',
  '-threads',
  '1',
  '-f',
  'mp4',
  '-i',
  'pipe:0',
  '-an',
  '-frames:v',
  '1',
  '-c:v',
  'mjpeg',
  '-q:v',
  '5',
  '-pix_fmt',
  'yuvj420p',
  '-f',
  'image2pipe',
  'pipe:1',
];

/** The first picture of `media` (init and segment) as JPEG. Rejects when ffmpeg fails, or takes longer than 5 s. */
export const decodeThumbnail = (media: readonly Buffer[], signal: AbortSignal): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const child = spawn('nice', thumbnailArguments, { stdio: ['pipe', 'pipe', 'ignore'], signal: limited });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
    });
    // ffmpeg stops reading once it has its picture.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && bytes > 0 && bytes <= maxBytes) resolve(Buffer.concat(chunks));
      else reject(new Error(`Could not decode a thumbnail: ffmpeg ended with ${code}`));
    });
    child.stdin.end(Buffer.concat(media));
  });

/** One for the agent; told of every init and segment, it takes what it needs. */
export class LiveThumbnail {
  readonly #options: LiveThumbnailOptions;
  readonly #inits = new Map<string, Buffer>();
  #rendition: string | undefined;
  #busy = false;
  #takenAtMs = 0;
  #latest: Buffer | undefined;

  constructor(options: LiveThumbnailOptions) {
    this.#options = options;
  }

  /** The last one made. */
  get latest(): Buffer | undefined {
    return this.#latest;
  }

  /** A session's rendition to take pictures from. */
  begin(rendition: string): void {
    this.#rendition = rendition;
    this.#inits.clear();
    this.#takenAtMs = 0;
  }

  setInit(rendition: string, init: Buffer): void {
    this.#inits.set(rendition, init);
  }

  takeSegment(rendition: string, chunks: readonly Buffer[]): void {
    const init = this.#inits.get(rendition);
    const { everyMs = defaultEveryMs } = this.#options;
    if (rendition !== this.#rendition || !init || this.#busy || Date.now() - this.#takenAtMs < everyMs) return;
    this.#takenAtMs = Date.now();
    void this.#make([init, ...chunks]);
  }

  async #make(media: readonly Buffer[]): Promise<void> {
    const { onThumbnail, logger, signal } = this.#options;
    this.#busy = true;
    try {
      this.#latest = await decodeThumbnail(media, signal);
      onThumbnail(this.#latest);
    } catch (error) {
      if (!signal.aborted) logger.warn({ err: error }, 'Making no thumbnail this time');
    } finally {
      this.#busy = false;
    }
  }
}
