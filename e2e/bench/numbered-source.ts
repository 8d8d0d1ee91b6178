/** A source whose every frame says its number, as a file that an encoder sends once: what became of each can be counted. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEpoch } from '@kubecast/media/testing/encode-epoch';
import { readFrameNumbers } from '@kubecast/media/testing/frame-numbers';

const frameRate = 30;
const rendition = { name: 'source', width: 640, height: 360, videoBitrateKbps: 1_000 };

/** Its frames are 0 to `frames - 1`. `close` removes the file. */
export class NumberedSource {
  readonly path: string;
  readonly frames: number;
  readonly #directory: string;

  private constructor(directory: string, frames: number) {
    this.#directory = directory;
    this.path = join(directory, 'source.mp4');
    this.frames = frames;
  }

  static async make(minutes: number): Promise<NumberedSource> {
    const frames = Math.round(minutes * 60 * frameRate);
    const timing = { firstFrame: 0, frames, frameRate, segmentSeconds: 2, partMs: 0 };
    const media = await encodeEpoch({ ...timing, rendition, encoderOptions: [] });
    const source = new NumberedSource(await mkdtemp(join(tmpdir(), 'kubecast-bench-')), frames);
    await writeFile(source.path, media);
    return source;
  }

  /** The numbers in what was made of it, in order; undefined where one cannot be read. */
  async numbersIn(media: Buffer): Promise<readonly (number | undefined)[]> {
    const path = join(this.#directory, 'made.mp4');
    await writeFile(path, media);
    return readFrameNumbers(path).finally(() => rm(path));
  }

  close(): Promise<void> {
    return rm(this.#directory, { recursive: true });
  }
}
