/** The HTTP port's life: serves until the signal, and a little longer, since Services learn later that nobody should come. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { drainServer } from '@kubecast/media/drain-server';
import type { FastifyInstance } from 'fastify';
import { handlerTimeoutMs } from './app-options.ts';

export interface ServeTiming {
  /** After the signal everything is answered as before, for so long. */
  readonly stillServingMs: number;
  /** Then requests under way may take so long. */
  readonly drainLimitMs: number;
}

/** After what a handler may take, for the answer itself. */
const answerMs = 2_000;

export const defaultServeTiming: ServeTiming = { stillServingMs: 5_000, drainLimitMs: handlerTimeoutMs + answerMs };

export interface AppServerOptions {
  /** Makes what is served; told when it ends. */
  readonly build: (ending: AbortSignal) => Promise<FastifyInstance>;
  readonly port: number;
  readonly timing?: ServeTiming;
}

const listenTextResolver = (address: string): string => `Serving at ${address}`;

/** Both families where there are both. */
const listen = async (app: FastifyInstance, port: number): Promise<void> => {
  try {
    await app.listen({ port, host: '::', listenTextResolver });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAFNOSUPPORT')) throw error;
    await app.listen({ port, host: '0.0.0.0', listenTextResolver });
  }
};

/** See the file header. */
export class AppServer {
  readonly #options: AppServerOptions;
  #state: 'starting' | 'serving' | 'ending' = 'starting';

  constructor(options: AppServerOptions) {
    this.#options = options;
  }

  /** Why no requests should come, in a word; undefined when they should. */
  fault(): string | undefined {
    return this.#state === 'serving' ? undefined : this.#state;
  }

  /** Resolves when the last answer is out. @throws Error that names the port when it is taken */
  async run(signal: AbortSignal): Promise<void> {
    const { build, port, timing = defaultServeTiming } = this.#options;
    const app = await build(signal);
    await listen(app, port);
    this.#state = 'serving';
    if (!signal.aborted) await once(signal, 'abort');
    this.#state = 'ending';
    app.log.info('Draining');
    await delay(timing.stillServingMs);
    await drainServer(app.server, timing.drainLimitMs, () => app.close());
  }
}
