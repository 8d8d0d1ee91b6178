import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { answerClientError } from './answer-client-error.ts';

const overheard = async (sent: string): Promise<string> => {
  const server = createServer({ maxHeaderSize: 1024, requestTimeout: 50, connectionsCheckingInterval: 10 });
  server.on('clientError', answerClientError);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  const answer = await text(socket);
  await new Promise((resolve) => server.close(resolve));
  return answer;
};

const start = 'POST / HTTP/1.1\r\nHost: a\r\n';

describe('answerClientError', () => {
  it.each([
    ['what is no HTTP', 'hello\r\n\r\n', '400 Bad Request', 'RequestInvalid'],
    [
      'a chunk without a length',
      `${start}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      '400 Bad Request',
      'RequestInvalid',
    ],
    [
      'long headers',
      `${start}X: ${'x'.repeat(2_000)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'HeadersTooLarge',
    ],
    ['a request that does not end', `${start}Content-Len`, '408 Request Timeout', 'RequestTooSlow'],
  ])('answers %s with a problem', async (_what, sent, status, code) => {
    const [head = '', body = ''] = (await overheard(sent)).split('\r\n\r\n');
    expect(head.split('\r\n').slice(0, 3)).toEqual([
      `HTTP/1.1 ${status}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]);
    expect(JSON.parse(body)).toMatchObject({ code, status: Number.parseInt(status, 10) });
  });
});
