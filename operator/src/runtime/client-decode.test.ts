import { describe, expect, it } from 'vitest';
import { decodeList, decodeObject, decodeWatchEvent } from './client-decode.ts';
import { pods, secrets } from './core-kinds.ts';
import { metadataOnly } from './resource-kind.ts';
import { expiredStatus } from './testing/stream-faults.ts';

const bare = { metadata: { name: 'a', namespace: 'live' } };

describe('decodeObject', () => {
  it.each([
    ['an item of a list, which has none', pods, bare, { apiVersion: 'v1', kind: 'Pod' }],
    [
      'partial metadata, which has its own',
      metadataOnly(secrets),
      { ...bare, apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata' },
      { apiVersion: 'v1', kind: 'Secret' },
    ],
  ])("gives the kind's version and name to %s", (_, kind, value, expected) => {
    expect(decodeObject(kind, value)).toEqual({ ...bare, ...expected });
  });

  it.each([null, 'text', { metadata: {} }])('refuses %o', (value) => {
    expect(() => decodeObject(pods, value)).toThrow();
  });
});

describe('decodeList', () => {
  it('reads a page', () => {
    const page = { metadata: { resourceVersion: '7', continue: 'abc' }, items: [bare] };
    expect(decodeList(pods, page)).toEqual({
      items: [{ ...bare, apiVersion: 'v1', kind: 'Pod' }],
      resourceVersion: '7',
      continueToken: 'abc',
    });
  });

  it.each([
    ['no items', { metadata: { resourceVersion: '7', continue: '' }, items: null }],
    ['no items at all', { metadata: { resourceVersion: '7' } }],
  ])('takes %s for an empty last page', (_, page) => {
    expect(decodeList(pods, page)).toEqual({ items: [], resourceVersion: '7', continueToken: undefined });
  });
});

describe('decodeWatchEvent', () => {
  const decode = (event: unknown) => decodeWatchEvent(pods, JSON.stringify(event), 'watch pods');

  it('reads a change', () => {
    expect(decode({ type: 'DELETED', object: bare })).toEqual({
      type: 'DELETED',
      object: { ...bare, apiVersion: 'v1', kind: 'Pod' },
    });
  });

  it('reads a bookmark', () => {
    const object = { kind: 'Pod', metadata: { resourceVersion: '9', creationTimestamp: null } };
    expect(decode({ type: 'BOOKMARK', object })).toEqual({ type: 'BOOKMARK', resourceVersion: '9' });
  });

  it('throws what an ERROR event says', () => {
    expect(() => decode({ type: 'ERROR', object: expiredStatus })).toThrow(
      'Could not watch pods: too old resource version: 1 (2) (410 Expired)',
    );
  });

  it.each([{ type: 'OTHER' }, {}, 'text'])('refuses %o', (event) => {
    expect(() => decode(event)).toThrow();
  });
});
