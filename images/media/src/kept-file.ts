/**
 * A value outside the process, on a volume that outlives the container: a JSON document, replaced as a whole, of a shape with
 * a number. What does not fit is not read.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from './logger.ts';

export interface KeptFileOptions<Schema extends z.ZodType> {
  readonly directory: string;
  readonly name: string;
  readonly schema: Schema;
  /** Another shape gets another number. */
  readonly version: number;
  /** Between two writes. */
  readonly pauseMs: number;
  readonly logger: Logger;
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export class KeptFile<Schema extends z.ZodType> {
  readonly #options: KeptFileOptions<Schema>;
  #next: (() => z.output<Schema>) | undefined;
  #writing: Promise<void> | undefined;
  /** Ends the pauses. */
  #hurry = new AbortController();
  #isFailing = false;

  constructor(options: KeptFileOptions<Schema>) {
    this.#options = options;
  }

  /** What was kept; undefined when there is no file, or one that cannot be used: that is logged. */
  async load(): Promise<z.output<Schema> | undefined> {
    const { schema, version, name, logger } = this.#options;
    try {
      const text = await readFile(this.#path(), 'utf8');
      const { value } = z.object({ version: z.literal(version), value: z.unknown() }).parse(JSON.parse(text));
      return schema.parse(value);
    } catch (error) {
      if (!isAbsent(error)) logger.warn({ err: error, name }, 'Reading what was kept failed, beginning without it');
      return undefined;
    }
  }

  /**
   * Keeps what `read` gives instead of what was kept: at once, or after a pause since the last write. It is asked when it is
   * written, and only the last `read` is, so that a change costs nothing while others come.
   */
  save(read: () => z.output<Schema>): void {
    this.#next = read;
    this.#writing ??= this.#writeAll();
  }

  /** Writes without a pause what is still to be written; resolves when it is. Never rejects. */
  async settled(): Promise<void> {
    this.#hurry.abort();
    await this.#writing;
  }

  #path(): string {
    return join(this.#options.directory, this.#options.name);
  }

  async #writeAll(): Promise<void> {
    this.#hurry = new AbortController();
    while (this.#next) {
      const read = this.#next;
      this.#next = undefined;
      await this.#write(read).then(
        () => this.#noteSuccess(),
        (error: unknown) => this.#noteFailure(error),
      );
      await delay(this.#options.pauseMs, undefined, { signal: this.#hurry.signal }).catch(() => undefined);
    }
    this.#writing = undefined;
  }

  async #write(read: () => z.output<Schema>): Promise<void> {
    const { directory, version } = this.#options;
    const text = JSON.stringify({ version, value: read() });
    await mkdir(directory, { recursive: true });
    const written = `${this.#path()}.new`;
    await writeFile(written, text);
    await rename(written, this.#path());
  }

  #noteSuccess(): void {
    this.#isFailing = false;
  }

  /** Told once, until a write succeeds again. */
  #noteFailure(error: unknown): void {
    const { name, logger } = this.#options;
    if (!this.#isFailing) logger.warn({ err: error, name }, 'Keeping a file failed, a crash would cost what is in it');
    this.#isFailing = true;
  }
}
