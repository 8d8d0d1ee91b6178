/** What every plugin of routes is given. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ApiConfiguration } from './api-configuration.ts';
import type { Dependencies } from './dependencies.ts';

export interface RouteOptions {
  readonly config: ApiConfiguration;
  readonly dependencies: Dependencies;
}

/** The routes of one resource: schemas by TypeBox, handlers typed from them. */
export type Routes = FastifyPluginAsyncTypebox<RouteOptions>;
