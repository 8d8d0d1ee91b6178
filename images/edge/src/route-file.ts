/**
 * The last routes in a file, for a container that is started again while the Kubernetes API is away: it serves by them until its
 * first sync. The file lies in a volume that lives as long as the pod (`docs/decisions/0014-an-edge-that-comes-back.md`).
 */
import { setTimeout as delay } from 'node:timers/promises';
import { KeptFile } from '@kubecast/media/kept-file';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import { type RoutingTable, routingTableOf } from './routing-table.ts';

const lookEveryMs = 1_000;

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
const schema = z.record(z.string(), routeSchema);

export class RouteFile {
  readonly #file: KeptFile<typeof schema>;
  #kept: RoutingTable | undefined;

  constructor(directory: string, logger: Logger) {
    this.#file = new KeptFile({ directory, name: 'routes.json', schema, version: 1, pauseMs: lookEveryMs, logger });
  }

  /** What a former process of this pod knew last; undefined for the first one. */
  async read(): Promise<RoutingTable | undefined> {
    const routes = await this.#file.load();
    return routes && routingTableOf(new Map(Object.entries(routes)));
  }

  /** Keeps what `current` gives, until the signal. */
  async run(current: () => RoutingTable | undefined, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.keep(current());
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Writes a table that is another one than the last. Never rejects. */
  async keep(table: RoutingTable | undefined): Promise<void> {
    if (!table || table === this.#kept) return;
    this.#kept = table;
    this.#file.save(() => Object.fromEntries(table.routes));
    await this.#file.settled();
  }
}
