import { Gauge, Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HealthServer } from './health-server.ts';

let fault: string | undefined;
let server: HealthServer;
let port: number;
let registry: Registry;

beforeEach(async () => {
  fault = undefined;
  registry = new Registry();
  new Gauge({ name: 'answer', help: 'It', registers: [registry] }).set(42);
  server = new HealthServer({ port: 0, registry, readiness: [{ name: 'informers', fault: () => fault }] });
  port = await server.listen();
});

afterEach(() => server.close());

const fetchPage = async (path: string, method = 'GET'): Promise<[number, string]> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return [response.status, await response.text()];
};

describe('HealthServer', () => {
  it('is alive although it is not ready', async () => {
    fault = 'pods not listed yet';
    expect(await fetchPage('/healthz')).toEqual([200, 'ok\n']);
    expect(await fetchPage('/readyz')).toEqual([503, '[-]informers failed: pods not listed yet\nfailed\n']);
  });

  it('is ready when every check is well', async () => {
    expect(await fetchPage('/readyz?verbose')).toEqual([200, '[+]informers ok\nok\n']);
  });

  it('serves metrics', async () => {
    const [status, body] = await fetchPage('/metrics');
    expect([status, body]).toEqual([200, expect.stringContaining('answer 42')]);
  });

  it('goes on when a metric cannot be collected', async () => {
    const collect = (): never => {
      throw new Error('Nothing to measure');
    };
    new Gauge({ name: 'broken', help: 'It', registers: [registry], collect });
    await expect(fetchPage('/metrics')).rejects.toThrow();
    expect((await fetchPage('/healthz'))[0]).toBe(200);
  });

  it.each([
    ['/other', 'GET', 404],
    ['/healthz', 'POST', 405],
    ['/healthz', 'HEAD', 200],
  ])('answers %s by %s with %i', async (path, method, expected) => {
    expect((await fetchPage(path, method))[0]).toBe(expected);
  });

  it('names the port when it is taken', async () => {
    const other = new HealthServer({ port, registry: new Registry(), readiness: [] });
    await expect(other.listen()).rejects.toThrow(`Could not listen on port ${port}: is it taken?`);
  });

  it('ends although a client keeps its connection', async () => {
    await fetchPage('/healthz');
    await server.close();
    await expect(fetchPage('/healthz')).rejects.toThrow();
  });
});
