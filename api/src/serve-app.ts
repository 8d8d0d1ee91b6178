/** The HTTP port's life: serves until the signal, and a little longer, since Services learn later that nobody should come. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { drainServer } from '@kubecast/media/drain-server';
import type { FastifyInstance } from 'fastify';

export interface ServeTiming {
  /** After the signal everything is answered as before, for so long. */
  readonly stillServingMs: number;
  /** Then requests under way may take so long. */
  readonly drainLimitMs: number;
}

export const defaultServeTiming: ServeTiming = { stillServingMs: 5_000, drainLimitMs: 10_000 };

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

/** Resolves when the last answer is out. @throws Error that names the port when it is taken */
export const serveApp = async (
  app: FastifyInstance,
  port: number,
  signal: AbortSignal,
  { stillServingMs, drainLimitMs } = defaultServeTiming,
): Promise<void> => {
  await listen(app, port);
  if (!signal.aborted) await once(signal, 'abort');
  app.log.info('Draining');
  await delay(stillServingMs);
  await drainServer(app.server, drainLimitMs, () => app.close());
};
