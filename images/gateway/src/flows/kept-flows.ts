/**
 * The flows, kept outside the process (on a memory-backed volume): a gateway that crashed goes on with them, and neither the
 * encoders nor the pods notice more than a moment's loss. The file is one JSON document, replaced as a whole.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import type { FlowRecord } from './flow.ts';

const fileName = 'flows.json';
/** Another shape gets another number: what does not fit is not read. */
const formatVersion = 1;

const port = z.int().min(1).max(65_535);
const socketId = z.int().min(0).max(0xffff_ffff);
const address = z.string().refine((text) => isIP(text) !== 0);

const recordSchema = z.object({
  stream: z.string().min(1),
  caller: z.object({ address, port }),
  callerSocketId: socketId,
  pod: z.object({ uid: z.string(), host: address, port }),
  podSocketId: socketId,
  upstreamPort: port,
});

const fileSchema = z.object({ version: z.literal(formatVersion), flows: z.array(recordSchema) });

export class KeptFlows {
  readonly #directory: string;
  readonly #logger: Logger;
  #next: readonly FlowRecord[] | undefined;
  #writing: Promise<void> | undefined;

  constructor(directory: string, logger: Logger) {
    this.#directory = directory;
    this.#logger = logger;
  }

  /** What was kept; nothing when there is no file, or one that cannot be used: that is logged. */
  async load(): Promise<readonly FlowRecord[]> {
    try {
      return fileSchema.parse(JSON.parse(await readFile(this.#path(), 'utf8'))).flows;
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isAbsent) this.#logger.warn({ err: error }, 'Reading the kept flows failed, beginning without them');
      return [];
    }
  }

  /** Keeps these instead of what was kept. At once, or after the write that is under way: then only the last ones. */
  save(flows: readonly FlowRecord[]): void {
    this.#next = flows;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when everything is written. Never rejects. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #path(): string {
    return join(this.#directory, fileName);
  }

  async #writeAll(): Promise<void> {
    while (this.#next) {
      const flows = this.#next;
      this.#next = undefined;
      await this.#write(flows).catch((error: unknown) =>
        this.#logger.warn({ err: error }, 'Keeping the flows failed, a crash would cost them their connection'),
      );
    }
  }

  async #write(flows: readonly FlowRecord[]): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    const written = `${this.#path()}.new`;
    await writeFile(written, JSON.stringify({ version: formatVersion, flows }));
    await rename(written, this.#path());
  }
}
