/**
 * How often one address may ask: the whole api, and less where a route says so (`config: { rateLimit: { max, timeWindow } }`). Each
 * replica counts for itself, which is enough against one who asks too much; what must hold exactly is counted in the database.
 *
 * An address is an IPv4 address or an IPv6 network of 64 bits, as one household has it.
 */
import { fastifyRateLimit } from '@fastify/rate-limit';
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { ApiError } from '../problems/api-error.ts';

export interface RateLimitsOptions {
  /** 0: nothing is limited, the routes' own limits included. */
  readonly requestsPerMinute: number;
}

const minuteMs = 60_000;
/** As many addresses are known at a time; the one that asked least lately is forgotten first. */
const knownAddresses = 20_000;

const tooMany = (ttlMs: number): ApiError => {
  const retryAfterSeconds = Math.ceil(ttlMs / 1000);
  const detail = `Could not take so many requests of one address: try again in ${retryAfterSeconds} s`;
  return new ApiError('TooManyRequests', detail, { retryAfterSeconds });
};

const plugin: FastifyPluginAsync<RateLimitsOptions> = async (app, { requestsPerMinute }) => {
  if (requestsPerMinute === 0) return;
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: minuteMs,
    cache: knownAddresses,
    ipv6Subnet: 64,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
};

/** See the file header. */
export const rateLimits = fastifyPlugin(plugin, { name: 'rate-limits', fastify: '5.x' });
