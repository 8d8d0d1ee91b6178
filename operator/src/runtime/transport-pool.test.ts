import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { TransportPool } from './transport-pool.ts';

describe('TransportPool', () => {
  it('keeps its pools while the TLS material is the same', () => {
    const pool = new TransportPool('https://api.test');
    const request = pool.poolFor({ ca: 'CA' }, 'request');
    expect(pool.poolFor({ ca: 'CA' }, 'request')).toBe(request);
    expect(pool.poolFor({ ca: 'CA' }, 'watch')).not.toBe(request);
    return pool.close();
  });

  it('takes new connections for new material and lets the old ones finish', async () => {
    const received = Promise.withResolvers<() => void>();
    const server = createServer((_, response) => received.resolve(() => response.end('done'))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const pool = new TransportPool(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    const old = pool.poolFor({ ca: 'CA1' }, 'request');
    const answer = old.request({ path: '/', method: 'GET' });
    const respond = await received.promise;
    expect(pool.poolFor({ ca: 'CA2' }, 'request')).not.toBe(old);
    respond();
    expect(await (await answer).body.text()).toBe('done');
    await pool.close();
    server.close();
  });
});
