/**
 * A value outside the process, on a volume that outlives the container: a JSON document, replaced as a whole, of a shape with
 * a number. What does not fit is not read.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';

export interface KeptFileOptions<Schema extends z.ZodType> {
  readonly directory: string;
  readonly name: string;
  readonly schema: Schema;
  /** Another shape gets another number. */
  readonly version: number;
  readonly logger: Logger;
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export class KeptFile<Schema extends z.ZodType> {
  readonly #options: KeptFileOptions<Schema>;
  #next: { readonly value: z.output<Schema> } | undefined;
  #writing: Promise<void> | undefined;

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

  /** Keeps this instead of what was kept. At once, or after the write that is under way: then only the last one. */
  save(value: z.output<Schema>): void {
    this.#next = { value };
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when everything is written. Never rejects. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #path(): string {
    return join(this.#options.directory, this.#options.name);
  }

  async #writeAll(): Promise<void> {
    const { name, logger } = this.#options;
    while (this.#next) {
      const { value } = this.#next;
      this.#next = undefined;
      await this.#write(value).catch((error: unknown) =>
        logger.warn({ err: error, name }, 'Keeping a file failed, a crash would cost what is in it'),
      );
    }
  }

  async #write(value: z.output<Schema>): Promise<void> {
    const { directory, version } = this.#options;
    await mkdir(directory, { recursive: true });
    const written = `${this.#path()}.new`;
    await writeFile(written, JSON.stringify({ version, value }));
    await rename(written, this.#path());
  }
}
