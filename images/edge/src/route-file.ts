/**
 * The last routes in a file, for a container that is started again while the Kubernetes API is away: it serves by them until its
 * first sync. The file lies in a volume that lives as long as the pod (`docs/decisions/0014-an-edge-that-comes-back.md`).
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import { type RoutingTable, routingTableOf } from './routing-table.ts';

const fileName = 'routes.json';
const writeEveryMs = 1_000;

const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('at'), podUid: z.string(), url: z.url() }),
]);

const routeSchema = z.object({
  visibility: z.enum(['Public', 'Private']),
  origin: originSchema,
  graceSeconds: z.number(),
});

/** By `<namespace>/<name>`. */
const fileSchema = z.record(z.string(), routeSchema);

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export class RouteFile {
  readonly #directory: string;
  readonly #logger: Logger;
  #written: RoutingTable | undefined;

  constructor(directory: string, logger: Logger) {
    this.#directory = directory;
    this.#logger = logger;
  }

  /** What a former process of this pod knew last; undefined for the first one. */
  async read(): Promise<RoutingTable | undefined> {
    try {
      const text = await readFile(join(this.#directory, fileName), 'utf8');
      return routingTableOf(new Map(Object.entries(fileSchema.parse(JSON.parse(text)))));
    } catch (error) {
      if (!isAbsent(error))
        this.#logger.warn({ err: error }, 'Waiting for the first sync: the last routes cannot be read');
      return undefined;
    }
  }

  /** Keeps what `current` gives, until the signal. */
  async run(current: () => RoutingTable | undefined, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.keep(current());
      await delay(writeEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Writes a table that is another one than the last; never half of it. One that cannot be written is told once. */
  async keep(table: RoutingTable | undefined): Promise<void> {
    if (!table || table === this.#written) return;
    this.#written = table;
    const path = join(this.#directory, fileName);
    try {
      await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(table.routes)));
      await rename(`${path}.new`, path);
    } catch (error) {
      this.#logger.warn({ err: error }, 'Keeping no routes for a process after this one');
    }
  }
}
