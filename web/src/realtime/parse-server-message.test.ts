import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aStreamMessage } from '../streams/testing/a-stream-message.ts';
import { messageShapes, parseServerMessage } from './parse-server-message.ts';

const stream = aStreamMessage({ id: 's' });

const reference = readFileSync(new URL('../../../docs/reference/realtime.md', import.meta.url), 'utf8');

/** The fields of each message that the reference has. */
const documented = (): Readonly<Record<string, readonly string[]>> => {
  const said = reference.split('## What the server says')[1]?.split('\n## ')[0] ?? '';
  const sections = said.split('### `').slice(1);
  return Object.fromEntries(
    sections.map((section) => [
      section.slice(0, section.indexOf('`')),
      [...section.matchAll(/^\| `(\w+)`/gm)].map(([, field]) => field ?? ''),
    ]),
  );
};

describe('messageShapes', () => {
  it('has every field of the reference but those that the page has no use for', () => {
    const read = Object.fromEntries(Object.entries(messageShapes).map(([type, shape]) => [type, Object.keys(shape)]));
    expect({
      ...read,
      hello: ['version', ...(read.hello ?? []), 'maxSubscriptions'],
      authenticated: ['userId', ...(read.authenticated ?? [])],
      ingest: read.ingest?.toSpliced(-1, 0, 'droppedPercent', 'uploadLagSeconds'),
    }).toEqual(documented());
  });
});

describe('parseServerMessage', () => {
  it.each([
    { type: 'hello', heartbeatSeconds: 10 },
    { type: 'subscribed', topic: 'streams' },
    stream,
    { ...stream, sessionId: null, sessionStartedAt: null, addedLater: 1 },
    { type: 'viewers', counts: [{ id: 's', viewers: 0 }] },
    { type: 'error', code: 'NotFound', detail: 'There is none' },
    { type: 'error', code: 'NotFound', detail: 'There is none', topic: 'stream:s' },
  ])('takes %j', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['nothing', 'null'],
    ['binary', new ArrayBuffer(2)],
    ['an unknown type', '{"type":"chat"}'],
    ['a name that objects have', '{"type":"constructor"}'],
    ['a field that is missing', '{"type":"hello"}'],
    ['a word that is not one of them', JSON.stringify({ ...stream, state: 'paused' })],
    ['a wrong item of a list', '{"type":"viewers","counts":[{"id":"s","viewers":"3"}]}'],
  ])('leaves alone %s', (_what, data) => {
    expect(parseServerMessage(data)).toBeUndefined();
  });
});
