/** For tests: the state feeds of any number of pods, on one port of this machine. */

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TranscoderState } from '@kubecast/media/state-feed';

/** Serves `GET /<pod address>` as a state feed. */
export class FakeStateFeed {
  readonly #server = createServer((request, response) => this.#connect(request.url?.slice(1) ?? '', response));
  readonly #states = new Map<string, TranscoderState>();
  readonly #readers = new Map<ServerResponse, string>();
  /** The `Authorization` headers that came, oldest first. */
  readonly authorizations: (string | undefined)[] = [];

  /** Begins to listen. */
  async start(): Promise<void> {
    this.#server.on('request', (request) => this.authorizations.push(request.headers.authorization));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** The feed's URL for a pod's address. */
  readonly urlFor = (podIp: string): string =>
    `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${podIp}`;

  /** Lets the pod at `podIp` say `state`, now and to whoever connects later. */
  say(podIp: string, state: TranscoderState): void {
    this.#states.set(podIp, state);
    for (const [response, reader] of this.#readers) if (reader === podIp) send(response, state);
  }

  /** Lets the pod at `podIp` refuse, as if it were gone. */
  silence(podIp: string): void {
    this.#states.delete(podIp);
    for (const [response, reader] of this.#readers) if (reader === podIp) response.destroy();
  }

  /** How many feeds are being read. */
  get connections(): number {
    return this.#readers.size;
  }

  /** Breaks every connection; pods that said something answer again when they are asked. */
  breakAll(): void {
    for (const response of this.#readers.keys()) response.destroy();
  }

  /** Stops listening. */
  async stop(): Promise<void> {
    this.#server.close();
    this.breakAll();
    await once(this.#server, 'close');
  }

  #connect(podIp: string, response: ServerResponse): void {
    const state = this.#states.get(podIp);
    if (!state) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.#readers.set(response, podIp);
    response.on('close', () => this.#readers.delete(response));
    send(response, state);
  }
}

const send = (response: ServerResponse, state: TranscoderState): void => {
  response.write(`event: state\ndata: ${JSON.stringify(state)}\n\n`);
};
