/**
 * A web server with the real page and a simulated stream behind it, which fails as it is told: no cluster, so that what a player
 * makes of an interruption is tested by itself. It stands for nginx, edge and pod together.
 */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BuiltPage } from './build-page.ts';
import { type Clip, segmentMs } from './clip.ts';
import { SimulatedStream } from './simulated-stream.ts';

/** How a request fails: an HTTP status with its problem code, or a connection that is cut. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly code?: string }
  | { readonly kind: 'cut' };

/** Says for a path below the stream, such as `180p/playlist.m3u8`, whether it fails now. */
export type FaultRule = (path: string) => Fault | undefined;

export interface FaultyOriginOptions {
  readonly clip: Clip;
  /** Seconds that can be gone back at the start. */
  readonly windowSeconds: number;
  /** The built app, and what it may do. */
  readonly page: Pick<BuiltPage, 'directory' | 'contentSecurityPolicy'>;
}

const streamPath = '/live-streams/test/main/';
const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html',
  js: 'text/javascript',
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/mp4',
  mp4: 'video/mp4',
  svg: 'image/svg+xml',
};

const typeOf = (path: string): string => contentTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

export const noFault: FaultRule = () => undefined;

/** See the file header. Whoever starts one closes it. */
export class FaultyOrigin {
  readonly stream: SimulatedStream;
  readonly #options: FaultyOriginOptions;
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #ticking: NodeJS.Timeout;
  #rule = noFault;

  private constructor(options: FaultyOriginOptions) {
    this.#options = options;
    this.stream = new SimulatedStream(options.clip, options.windowSeconds, Date.now());
    this.#ticking = setInterval(() => this.stream.tick(Date.now()), segmentMs);
  }

  static async start(options: FaultyOriginOptions): Promise<FaultyOrigin> {
    const origin = new FaultyOrigin(options);
    await new Promise<void>((resolve) => origin.#server.listen(0, '127.0.0.1', resolve));
    return origin;
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Of the watch page. */
  get pageUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/watch/test/main`;
  }

  /** From now on. */
  failBy(rule: FaultRule): void {
    this.#rule = rule;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://origin');
    if (pathname.startsWith(streamPath)) this.#answerStream(pathname.slice(streamPath.length), response);
    else this.#answerPage(pathname, response);
  }

  #answerStream(path: string, response: ServerResponse): void {
    const fault = this.#rule(path);
    if (fault?.kind === 'cut') response.socket?.destroy();
    else if (fault) this.#refuse(fault.status, fault.code ?? '', response);
    else this.#send(path, this.#find(path), response);
  }

  #find(path: string): string | Buffer | undefined {
    if (path === 'master.m3u8') return this.stream.masterPlaylist();
    const [first = '', second = '', third] = path.split('/');
    if (third !== undefined) return this.stream.file(second, third);
    return second === 'playlist.m3u8' && this.stream.rungs.includes(first)
      ? this.stream.mediaPlaylist(first)
      : undefined;
  }

  #send(path: string, body: string | Buffer | undefined, response: ServerResponse): void {
    if (body === undefined) this.#refuse(404, 'MediaNotFound', response);
    else response.writeHead(200, { 'content-type': typeOf(path), 'cache-control': 'no-store' }).end(body);
  }

  #refuse(status: number, code: string, response: ServerResponse): void {
    response.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ code }));
  }

  #answerPage(path: string, response: ServerResponse): void {
    const file = path.startsWith('/watch/') ? 'index.html' : path.slice(1);
    const { directory, contentSecurityPolicy } = this.#options.page;
    const headers = { 'content-type': typeOf(file), 'content-security-policy': contentSecurityPolicy };
    const content = createReadStream(join(directory, file));
    content.once('error', () => response.writeHead(404).end());
    content.once('open', () => response.writeHead(200, headers));
    content.pipe(response);
  }
}
