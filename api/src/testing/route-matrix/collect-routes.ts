/** Every route of the real app, as Fastify is given it: whatever is added later is among them. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../../access/access.ts';
import { absentPostgres } from '../absent-postgres.ts';
import { buildTestApp } from '../test-app.ts';

export interface CollectedRoute {
  readonly method: string;
  /** As it is declared: `/api/videos/:id`. */
  readonly url: string;
  readonly access: Access | undefined;
}

/** `GET /api/videos/:id`. */
export const nameOf = ({ method, url }: CollectedRoute): string => `${method} ${url}`;

/** What Fastify says of each instance that it makes. */
const channel = 'fastify.initialization';

const isAnnouncement = (message: unknown): message is { readonly fastify: FastifyInstance } =>
  typeof message === 'object' && message !== null && 'fastify' in message;

/** In order of their URLs. Nothing but the app is opened. */
export const collectRoutes = async (): Promise<readonly CollectedRoute[]> => {
  const routes: CollectedRoute[] = [];
  const listen = (message: unknown): void => {
    if (!isAnnouncement(message)) return;
    message.fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const each of [method].flat()) routes.push({ method: each, url, access: config?.access });
    });
  };
  subscribe(channel, listen);
  const api = await buildTestApp({ postgres: absentPostgres() }).finally(() => unsubscribe(channel, listen));
  await api.app.ready();
  await api.close();
  return routes.toSorted((one, other) => one.url.localeCompare(other.url, 'en') || compareMethods(one, other));
};

const compareMethods = (one: CollectedRoute, other: CollectedRoute): number => (one.method < other.method ? -1 : 1);
