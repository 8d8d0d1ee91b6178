import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { handlerTimeoutMs } from './app-options.ts';
import { AppServer, defaultServeTiming } from './app-server.ts';

const timing = { stillServingMs: 0, drainLimitMs: 0 };

describe('AppServer', () => {
  it('takes requests from when it listens until it is told to end, whoever tells it', async () => {
    const ending = new AbortController();
    const built = Promise.withResolvers<void>();
    const build = async () => {
      await built.promise;
      return fastify();
    };
    const server = new AppServer({ build, port: 0, timing });
    const running = server.run(ending.signal);
    expect(server.fault()).toBe('starting');
    built.resolve();
    await expect.poll(() => server.fault()).toBeUndefined();
    ending.abort(new Error('another life failed'));
    await expect.poll(() => server.fault()).toBe('ending');
    await running;
    expect(server.fault()).toBe('ending');
  });

  it('gives requests under way as long as a handler may take', () => {
    expect(defaultServeTiming.drainLimitMs).toBeGreaterThan(handlerTimeoutMs);
  });
});
