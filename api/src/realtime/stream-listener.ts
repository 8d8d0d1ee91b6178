/**
 * The one connection of a replica that hears of changed streams (LISTEN). It comes back by itself; whoever listens is told each
 * time that it is there again, since nothing was heard meanwhile. The same connection holds the lock of whoever counts the
 * audience: one replica has it, and loses it with the connection.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@kubecast/media/logger';
import { retryDelayMs } from '@kubecast/media/retry';
import { Client, type ClientConfig } from 'pg';
import { z } from 'zod';
import { tryCountingLock } from './audience-repository.ts';
import type { StreamNotice } from './stream-hub.ts';

export const streamChannel = 'kubecast_streams';

export interface StreamListenerOptions {
  /** How the pool of streams_db connects. Not copied: pg hides the password from enumeration. */
  readonly connection: ClientConfig;
  readonly onNotice: (notice: StreamNotice) => void;
  /** It hears from now on; what was before, it may have missed. */
  readonly onListening: () => Promise<void>;
  readonly logger: Logger;
}

const noticeSchema = z.object({ id: z.guid(), unlisted: z.boolean().default(false) });

const checkEveryMs = 5_000;
const firstRetryMs = 100;
const maxRetryMs = 5_000;
const farewellMs = 1_000;
/** When the server gives a connection up whose peer is silent: then the lock is free. */
const sessionSql = `
  SET application_name = 'kubecast-api-realtime';
  SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  LISTEN ${streamChannel}`;

const parseNotice = (payload: string | undefined): StreamNotice | undefined => {
  try {
    return noticeSchema.safeParse(JSON.parse(payload ?? '')).data;
  } catch {
    return undefined;
  }
};

export class StreamListener {
  readonly #options: StreamListenerOptions;
  #client: Client | undefined;
  #isCounting = false;
  #attempt = 0;

  constructor(options: StreamListenerOptions) {
    this.#options = options;
  }

  /** True while it hears. */
  isListening(): boolean {
    return this.#client !== undefined;
  }

  /** True while it is this replica's to count: asked for each time until it is. */
  async mayCount(): Promise<boolean> {
    const client = this.#client;
    if (!client || this.#isCounting) return this.#isCounting;
    const isHeld = await tryCountingLock(client);
    this.#isCounting = isHeld && this.#client === client;
    return this.#isCounting;
  }

  /** Listens until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#listen(signal).catch((error: unknown) => this.#options.logger.warn({ err: error }, 'Losing LISTEN'));
      if (signal.aborted) return;
      const waitMs = retryDelayMs(this.#attempt++, firstRetryMs, maxRetryMs, Math.random());
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One connection's life. Resolves at the signal; @throws when the connection is lost */
  async #listen(signal: AbortSignal): Promise<void> {
    const client = new Client(this.#options.connection);
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    client.on('error', lost.reject);
    client.on('end', () => lost.reject(new Error('The connection to Postgres has ended')));
    client.on('notification', ({ payload }) => this.#hear(payload));
    try {
      await Promise.race([this.#serve(client, signal), lost.promise]);
    } finally {
      this.#client = undefined;
      this.#isCounting = false;
      // Half a connection takes no farewell.
      await Promise.race([client.end().catch(() => undefined), delay(farewellMs)]);
    }
  }

  async #serve(client: Client, signal: AbortSignal): Promise<void> {
    await client.connect();
    await client.query(sessionSql);
    this.#client = client;
    this.#attempt = 0;
    await this.#options.onListening();
    while (!signal.aborted) {
      await delay(checkEveryMs, undefined, { signal }).catch(() => undefined);
      // Half a connection says nothing: only an answer shows that it is whole.
      if (!signal.aborted) await client.query('SELECT');
    }
  }

  #hear(payload: string | undefined): void {
    const notice = parseNotice(payload);
    if (notice) this.#options.onNotice(notice);
  }
}
