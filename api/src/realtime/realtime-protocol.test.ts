import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits, heartbeatSeconds } from './realtime-limits.ts';
import { clientMessageSchema, topicOf } from './realtime-protocol.ts';
import { protocolPage } from './testing/protocol-page.ts';

const id = '11111111-1111-4111-8111-11111111111A';
const limits = defaultLimits;

const introduction = `# The WebSocket

\`/api/realtime\`: JSON objects, one a message, told apart by \`type\`. This page is made from the code: run the tests with
\`--update\` after a change (\`api/src/realtime/realtime-protocol.test.ts\`).

- The server begins with \`hello\`. Who wants more than anyone may see sends the access token with \`authenticate\`; it never is in the
  URL. When it ends, the client is anonymous again and subscriptions that need it end, each with an \`error\` that names the topic; an
  \`authenticate\` before that keeps them all.
- Types and fields may be added to what the server says: leave alone what you do not know.
- State, not history: of several changes a slow client may be told the last alone. After a gap (an outage of the database) whatever
  differs is told; of a stream that was offline before and after it, to its own followers alone. The topic \`streams\` tells changes only: subscribe first, then
  read the list.
- A viewer is an open player's \`watching\`, every ${heartbeatSeconds} s; it counts for ${defaultLimits.viewerSeconds} s, and ${defaultLimits.leavingSeconds} s from \`stopped\` or the end of the connection on.
  Tabs, replicas and repetitions are one viewer: the user, or the cookie \`kubecast_viewer\` that the API signs. Of one IPv4 address, or
  64 bits of an IPv6 one, ${limits.viewersPerNetwork} anonymous viewers count. Only streams count that are live and that the viewer may see. Who commands many
  addresses or accounts is counted as many.
- Without WebSockets: \`POST /api/realtime/watching\` with \`{"streamId": …}\` as often, and \`"stopped": true\` at the end.
- Pages of other origins than the API's own and \`api.webOrigins\` are refused.
- Limits: ${limits.messageBytes} bytes a message, ${limits.messageBurst} messages at once and ${limits.messagesPerSecond} a second in the long run, ${limits.subscriptionsPerSocket} subscriptions a connection, ${limits.socketsPerNetwork} connections of an address
  (as above), ${limits.sockets} of a replica. The server pings every ${limits.pingEveryMs / 1000} s and lets go of who has not answered by the next, and
  then of who has taken nothing for ${limits.stalledMs / 1000} s: after ${(limits.stalledMs + limits.pingEveryMs) / 1000} s at the latest.
`;

describe('the protocol', () => {
  it('is as the reference says', async () => {
    await expect(protocolPage(introduction)).toMatchFileSnapshot('../../../docs/reference/realtime.md');
  });
});

describe('clientMessageSchema', () => {
  it.each([
    [
      { type: 'subscribe', topic: 'streams' },
      { type: 'subscribe', topic: 'streams' },
    ],
    [
      { type: 'subscribe', topic: `stream:${id}` },
      { type: 'subscribe', topic: `stream:${id.toLowerCase()}` },
    ],
    [
      { type: 'watching', streamId: id },
      { type: 'watching', streamId: id.toLowerCase() },
    ],
  ])('takes %j', (message, parsed) => {
    expect(clientMessageSchema.parse(message)).toEqual(parsed);
  });

  it.each([
    {},
    [],
    null,
    { type: 'hello' },
    { type: 'subscribe' },
    { type: 'subscribe', topic: 'stream:' },
    { type: 'subscribe', topic: `video:${id}` },
    { type: 'subscribe', topic: `stream:${id}\n` },
    { type: 'subscribe', topic: 'streams', more: 1 },
    { type: 'authenticate', token: '' },
    { type: 'authenticate', token: 'x'.repeat(4_097) },
    { type: 'watching', streamId: 'a\u0000' },
  ])('refuses %j', (message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(false);
  });

  it('lets nothing through as an id that Postgres would not take', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (streamId) => {
        const { success } = clientMessageSchema.safeParse({ type: 'watching', streamId });
        expect(success && !/^[0-9a-f-]{36}$/i.test(streamId)).toBe(false);
      }),
    );
  });
});

describe('topicOf', () => {
  it('reads the names of topics', () => {
    expect(topicOf('streams')).toEqual({ kind: 'streams', name: 'streams' });
    expect(topicOf('ingest:x')).toEqual({ kind: 'ingest', id: 'x', name: 'ingest:x' });
  });
});
