/**
 * An HTTP proxy between a client under test and the real API server, with faults to order. It listens on 127.0.0.1
 * without TLS and asks for no credentials: it has the cluster's own. For tests only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { ClusterAccess } from '../cluster-access.ts';
import { TransportPool } from '../transport-pool.ts';
import { ConnectionCut, type StreamFault } from './stream-faults.ts';

/** A request as faults see it. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isWatch: boolean;
}

/** What happens to a request. */
export type FaultEffect =
  /** The API server never sees it. */
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** The answer starts so much later. */
  | { readonly type: 'delay'; readonly delayMs: number }
  /** The connection breaks: before the API server sees the request, or after it did what was asked. */
  | { readonly type: 'break'; readonly when: 'before' | 'after' }
  /** The answer's body goes through a stream fault. */
  | { readonly type: 'stream'; readonly fault: StreamFault };

/** A fault and the requests that it befalls. */
export interface Fault {
  readonly matches: (request: ProxiedRequest) => boolean;
  readonly effect: FaultEffect;
  /** How many requests; default 1. The first fault that matches is used. */
  readonly times?: number;
}

/** A running proxy. */
export interface FaultProxy {
  readonly url: URL;
  /** Every request so far, oldest first. */
  readonly requests: readonly ProxiedRequest[];
  inject(fault: Fault): void;
  /** Breaks the watches that are open. */
  cutWatches(): void;
  /** From now on, the watches that are open say nothing more and stay open. */
  silenceWatches(): void;
  /** True: every connection breaks, as if the API server were away. */
  setAway(away: boolean): void;
  close(): Promise<void>;
}

/** Requests that open a watch. */
export const watches = ({ isWatch }: ProxiedRequest): boolean => isWatch;

/** Requests that list, first and later pages alike. */
export const lists = ({ isWatch, method, path }: ProxiedRequest): boolean =>
  method === 'GET' && !isWatch && /\/[a-z]+$/.test(path);

/** Starts a proxy to the cluster. */
export const startFaultProxy = async (access: ClusterAccess): Promise<FaultProxy> => {
  const proxy = new HttpFaultProxy(access);
  await proxy.listen();
  return proxy;
};

interface OpenWatch {
  readonly response: ServerResponse;
  silenced: boolean;
}

class HttpFaultProxy implements FaultProxy {
  readonly requests: ProxiedRequest[] = [];
  readonly #access: ClusterAccess;
  readonly #pool: TransportPool;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #openWatches = new Set<OpenWatch>();
  #faults: { fault: Fault; left: number }[] = [];
  #away = false;

  constructor(access: ClusterAccess) {
    this.#access = access;
    this.#pool = new TransportPool(access.server.origin);
  }

  get url(): URL {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The proxy is not listening');
    return new URL(`http://127.0.0.1:${address.port}`);
  }

  listen(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', resolve);
    return promise;
  }

  inject(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  cutWatches(): void {
    for (const { response } of this.#openWatches) response.destroy();
  }

  silenceWatches(): void {
    for (const watch of this.#openWatches) watch.silenced = true;
  }

  setAway(away: boolean): void {
    this.#away = away;
    if (away) this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#pool.close();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = describeRequest(incoming);
    this.requests.push(request);
    try {
      if (this.#away) throw new ConnectionCut();
      await this.#befall(incoming, response, request);
    } catch {
      // A client that left, a server that broke, a fault that was ordered: for the client all the same.
      response.destroy();
    }
  }

  async #befall(incoming: IncomingMessage, response: ServerResponse, request: ProxiedRequest): Promise<void> {
    const effect = this.#takeEffect(request);
    switch (effect?.type) {
      case 'answer':
        response.writeHead(effect.status, { 'content-type': 'application/json', ...effect.headers });
        response.end(JSON.stringify(effect.body ?? {}));
        return;
      case 'break':
        if (effect.when === 'after') drop(await this.#forward(incoming));
        throw new ConnectionCut();
      case 'delay':
        await sleep(effect.delayMs);
        return this.#pass(incoming, response, request);
      case 'stream':
        return this.#pass(incoming, response, request, effect.fault);
      default:
        return this.#pass(incoming, response, request);
    }
  }

  #takeEffect(request: ProxiedRequest): FaultEffect | undefined {
    const found = this.#faults.find(({ fault }) => fault.matches(request));
    if (!found) return undefined;
    found.left -= 1;
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return found.fault.effect;
  }

  async #pass(
    incoming: IncomingMessage,
    response: ServerResponse,
    request: ProxiedRequest,
    fault: StreamFault = (source) => source,
  ): Promise<void> {
    const answer = await this.#forward(incoming);
    response.once('close', () => answer.body.destroy());
    response.writeHead(answer.statusCode, endToEndHeaders(answer.headers));
    response.flushHeaders();
    const watch = { response, silenced: false };
    if (request.isWatch) this.#openWatches.add(watch);
    try {
      for await (const piece of fault(answer.body)) if (!watch.silenced) response.write(piece);
      if (!watch.silenced) response.end();
    } finally {
      this.#openWatches.delete(watch);
    }
  }

  async #forward(incoming: IncomingMessage): Promise<Dispatcher.ResponseData> {
    const { tls, headers } = await this.#access.credentials();
    const { accept, 'content-type': contentType, 'user-agent': userAgent } = incoming.headers;
    const body = await text(incoming);
    return this.#pool.poolFor(tls, 'watch').request({
      method: incoming.method ?? 'GET',
      path: this.#access.server.pathname.replace(/\/$/, '') + (incoming.url ?? '/'),
      headers: { accept, 'content-type': contentType, 'user-agent': userAgent, ...headers },
      body: body === '' ? null : body,
    });
  }
}

/** Lets go of an answer. Its body tells that as an error, which is nobody's business then. */
const drop = ({ body }: Dispatcher.ResponseData): void => {
  body.on('error', () => {});
  body.destroy();
};

const describeRequest = ({ method = 'GET', url = '/' }: IncomingMessage): ProxiedRequest => {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  return { method, path: pathname, query: searchParams, isWatch: searchParams.get('watch') === 'true' };
};

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

const endToEndHeaders = (headers: Dispatcher.ResponseData['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
