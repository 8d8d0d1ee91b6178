/**
 * Deny by default. A route without `config.access` is refused when it is added, HEAD routes have their GET's, and before
 * a body is read the caller is known (`request.caller`) and let in or not.
 */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { type Access, accessKinds } from '../access/access.ts';
import { accessRefusal, type Refusal } from '../access/access-policy.ts';
import { anonymous, type Caller } from '../access/caller.ts';
import { type CallerProofs, resolveCaller } from '../access/resolve-caller.ts';
import { isOfOwnPages } from '../access/same-site.ts';
import { ApiError } from '../problems/api-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes the request, proved by its token or key; anonymous where it presents none. */
    readonly caller: Caller;
  }
}

export interface AccessControlOptions extends CallerProofs {
  /** Origins besides the api's own whose pages may send cookies; browsers send these only from those of its site (SameSite=Strict). */
  readonly webOrigins: ReadonlySet<string>;
}

/** The route's declaration is missing or unknown: a mistake of the program. */
export class AccessUndeclaredError extends Error {
  readonly code = 'AccessUndeclared';
}

const isAccess = (access: unknown): access is Access => accessKinds.some((kind) => kind === access);

const refusalDetails: Readonly<Record<Refusal, string>> = {
  NotLoggedIn: 'Could not do this for an anonymous caller: log in and send the access token as `Authorization: Bearer`',
  Forbidden: 'Could not do this for this caller: another account may',
};

const callerOf = async (request: FastifyRequest, access: Access, options: AccessControlOptions): Promise<Caller> => {
  // An access token that has expired is no reason to refuse a refresh: what counts on these routes is the cookie.
  if (access !== 'cookie') return await resolveCaller(request.headers, options);
  if (isOfOwnPages(request, options.webOrigins)) return anonymous;
  throw new ApiError(
    'CrossSiteRefused',
    'Could not take cookies that a page of another site sent: open the app itself',
  );
};

const plugin: FastifyPluginAsync<AccessControlOptions> = async (app, options) => {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.decorateRequest('caller', {
    getter() {
      return callers.get(this) ?? anonymous;
    },
  });
  app.addHook('onRoute', ({ method, url, config }) => {
    if (isAccess(config?.access)) return;
    throw new AccessUndeclaredError(`${method} ${url} does not say who may call it: give it config: { access }`);
  });
  app.addHook('preParsing', async (request) => {
    const { access } = request.routeOptions.config;
    if (request.is404 || access === undefined) return;
    const caller = await callerOf(request, access, options);
    callers.set(request, caller);
    const refusal = accessRefusal(access, caller);
    if (refusal !== undefined) throw new ApiError(refusal, refusalDetails[refusal]);
  });
};

/** See the file header. */
export const accessControl = fastifyPlugin(plugin, { name: 'access-control', fastify: '5.x' });
