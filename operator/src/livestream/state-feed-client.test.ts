import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TranscoderState } from '@kubecast/media/state-feed';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followStateFeed, type StateFeedOptions } from './state-feed-client.ts';
import { sessionFixture, stateFixture } from './testing/pod-fixture.ts';

let server: Server;
let dispatcher: Agent;
let abort: AbortController;
let states: TranscoderState[];
let losses: string[];
let following: Promise<void>;

const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/state`;
};

const follow = (url: string, options: Partial<StateFeedOptions> = {}): void => {
  following = followStateFeed(
    {
      url,
      token: 'token',
      dispatcher,
      onState: (state) => states.push(state),
      onLost: (reason) => losses.push(reason),
      ...options,
    },
    abort.signal,
  );
};

const event = (state: unknown): string => `event: state\ndata: ${JSON.stringify(state)}\n\n`;

beforeEach(() => {
  dispatcher = new Agent();
  abort = new AbortController();
  states = [];
  losses = [];
});

afterEach(async () => {
  abort.abort();
  await following;
  server.closeAllConnections();
  server.close();
  await dispatcher.close();
});

describe('followStateFeed', () => {
  it('hands on each state, whatever the pieces that it comes in, and sends its token', async () => {
    const tokens: (string | undefined)[] = [];
    const live = stateFixture(sessionFixture());
    const url = await serve((request, response) => {
      tokens.push(request.headers.authorization);
      response.write(': comment\n\n');
      response.write(event(stateFixture()));
      const text = event(live);
      response.write(text.slice(0, 20));
      setImmediate(() => response.write(text.slice(20)));
    });
    follow(url);
    await waitFor('both states', () => states.length === 2);
    expect(states).toEqual([stateFixture(), live]);
    expect(tokens).toEqual(['Bearer token']);
    expect(losses).toEqual([]);
  });

  it('connects again after the feed ended', async () => {
    const url = await serve((_request, response) => {
      response.end(event(stateFixture()));
    });
    follow(url);
    await waitFor('two connections', () => states.length >= 2);
    expect(losses[0]).toBe('it ended');
  });

  it.each<[string, RequestListener, string]>([
    ['refuses', (_request, response) => response.writeHead(401).end(), 'it answers with status 401'],
    ['breaks', (_request, response) => response.destroy(), 'UND_ERR_SOCKET'],
    ['says nothing for too long', (_request, response) => response.write(': hello\n\n'), 'it was silent for 0.2 s'],
    [
      'says what nobody understands',
      (_request, response) => response.write(event({ session: 7 })),
      'it sends a state that this operator does not understand',
    ],
    [
      'says what is no JSON',
      (_request, response) => response.write('event: state\ndata: {\n\n'),
      'it sends a state that this operator does not understand',
    ],
  ])('tells that the feed is lost, and why, when it %s', async (_what, listener, reason) => {
    follow(await serve(listener), { silenceMs: 200 });
    await waitFor('a loss', () => losses.length > 0);
    expect(losses[0]).toBe(reason);
  });

  it('stays connected as long as something comes', async () => {
    let timer: NodeJS.Timeout | undefined;
    let connections = 0;
    const url = await serve((_request, response) => {
      connections += 1;
      timer = setInterval(() => response.write(': still here\n\n'), 50);
      response.on('close', () => clearInterval(timer));
      setTimeout(() => response.write(event(stateFixture())), 600);
    });
    follow(url, { silenceMs: 300 });
    await waitFor('the state', () => states.length > 0);
    expect(connections).toBe(1);
    expect(losses).toEqual([]);
  });

  it('ends with its signal, in the middle of a connection too', async () => {
    follow(await serve((_request, response) => response.write(event(stateFixture()))));
    await waitFor('the state', () => states.length > 0);
    abort.abort();
    await following;
    expect(losses).toEqual([]);
  });
});
