/**
 * One request, one reply: read the path, find the stream, check access, find the body. Needs no api and no database; what it
 * routes by is what the informers last knew.
 */
import type { IncomingMessage, RequestListener } from 'node:http';
import type { GrantKey } from '@kubecast/media/grant';
import type { Logger } from '@kubecast/media/logger';
import { requireObjectAccess, requireStreamAccess } from './access.ts';
import type { BucketReader } from './bucket-reader.ts';
import { isSingleRange } from './byte-range.ts';
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts';
import { EdgeError } from './edge-error.ts';
import type { EdgeMetrics, RequestKind } from './edge-metrics.ts';
import type { LiveSource } from './live-source.ts';
import { type Reply, replyWithError, replyWithRange, sendReply } from './reply.ts';
import { type EdgeRoute, type LiveRoute, type ObjectRoute, parseRequestPath } from './request-path.ts';
import { liveHeaders, objectCacheControl } from './response-headers.ts';
import type { RoutingTable } from './routing-table.ts';

export interface EdgeDependencies {
  /** What is known now; undefined before the first sync. */
  readonly routingTable: () => RoutingTable | undefined;
  readonly live: Pick<LiveSource, 'find'>;
  readonly bucket: Pick<BucketReader, 'open'>;
  /** Of this moment. */
  readonly grantKeys: () => readonly GrantKey[];
  readonly allowedOrigins: ReadonlySet<string>;
  readonly metrics: Pick<EdgeMetrics, 'countRequest'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

const maximumTargetLength = 2048;

/** A range holds for the very thing that was read before; there are no validators here, so `If-Range` never matches. */
const rangeOf = ({ headers }: IncomingMessage): string | undefined => (headers['if-range'] ? undefined : headers.range);

const accessContext = (request: IncomingMessage, { grantKeys, now }: EdgeDependencies) => ({
  keys: grantKeys(),
  now: now(),
  cookieHeader: request.headers.cookie,
});

class RequestHandler {
  readonly #edge: EdgeDependencies;

  constructor(edge: EdgeDependencies) {
    this.#edge = edge;
  }

  async reply(request: IncomingMessage, route: EdgeRoute | undefined, signal: AbortSignal): Promise<Reply> {
    if (request.method === 'OPTIONS')
      return { status: 204, headers: preflightHeaders, body: undefined, source: 'none' };
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new EdgeError('MethodNotAllowed');
    if ((request.url ?? '').length > maximumTargetLength) throw new EdgeError('UriTooLong');
    if (!route) throw new EdgeError('NotFound');
    return route.kind === 'object'
      ? this.#replyWithObject(request, route, signal)
      : this.#replyWithLive(request, route, signal);
  }

  async #replyWithLive(request: IncomingMessage, route: LiveRoute, signal: AbortSignal): Promise<Reply> {
    const table = this.#edge.routingTable();
    if (!table) throw new EdgeError('NotSynced');
    const stream = table.find(route.name);
    if (!stream) throw new EdgeError('LiveStreamNotFound');
    requireStreamAccess(route, stream.visibility, accessContext(request, this.#edge));
    const { body, source } = await this.#edge.live.find(route, stream, signal);
    const headers = liveHeaders(route.kind, stream.visibility);
    const isRanged = route.kind !== 'playlist';
    return isRanged
      ? replyWithRange(body, { headers, source, range: rangeOf(request) })
      : { status: 200, headers, body, source };
  }

  async #replyWithObject(request: IncomingMessage, route: ObjectRoute, signal: AbortSignal): Promise<Reply> {
    requireObjectAccess(route, accessContext(request, this.#edge));
    const header = rangeOf(request);
    const range = header !== undefined && isSingleRange(header) ? header : undefined;
    const object = await this.#edge.bucket.open({ bucket: route.bucket, key: route.key, range }, signal);
    const headers = {
      'Content-Type': object.contentType ?? 'application/octet-stream',
      'Content-Length': String(object.size),
      'Cache-Control': objectCacheControl,
      'Accept-Ranges': 'bytes',
      ...(object.contentRange === undefined ? {} : { 'Content-Range': object.contentRange }),
    };
    return { status: object.contentRange === undefined ? 200 : 206, headers, body: object.body, source: 'bucket' };
  }
}

/**
 * Turns what was thrown into a refusal. Failures of ours are logged, once however many requests shared them; what the client could know
 * by itself is not.
 */
const createErrorTranslator = (logger: Logger) => {
  const logged = new WeakSet<EdgeError>();
  return (error: unknown, kind: RequestKind): EdgeError => {
    if (!(error instanceof EdgeError)) {
      logger.error({ err: error, kind }, 'Failing a request');
      return new EdgeError('Internal', { cause: error });
    }
    if (error.status >= 500 && !logged.has(error)) {
      logged.add(error);
      logger.warn({ code: error.code, kind, reason: String(error.cause ?? '') }, 'Refusing a request');
    }
    return error;
  };
};

/** The request listener of the public port. */
export const createEdge = (edge: EdgeDependencies): RequestListener => {
  const handler = new RequestHandler(edge);
  const translateError = createErrorTranslator(edge.logger);
  const answer = async (request: IncomingMessage, signal: AbortSignal): Promise<[Reply, RequestKind]> => {
    const route = parseRequestPath((request.url ?? '').slice(0, maximumTargetLength));
    const kind = route?.kind ?? 'other';
    try {
      return [await handler.reply(request, route, signal), kind];
    } catch (error) {
      signal.throwIfAborted();
      return [replyWithError(translateError(error, kind)), kind];
    }
  };
  return (request, response) => {
    const left = new AbortController();
    response.once('close', () => left.abort(new Error('The client has gone')));
    answer(request, left.signal)
      .then(([reply, kind]) => {
        edge.metrics.countRequest(kind, reply.status, reply.source);
        const common = {
          'X-Content-Type-Options': 'nosniff',
          ...crossOriginHeaders(edge.allowedOrigins, request.headers.origin),
        };
        return sendReply(response, { ...reply, headers: { ...reply.headers, ...common } });
      })
      .catch(() => response.destroy());
  };
};
