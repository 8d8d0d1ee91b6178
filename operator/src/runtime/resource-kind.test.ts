import { describe, expect, it } from 'vitest';
import { leases, namespaces, pods, secrets } from './core-kinds.ts';
import { apiVersionOf, metadataOnly, objectPath, type ResourceKind, resourcePath } from './resource-kind.ts';

describe('apiVersionOf', () => {
  it.each([
    [pods, 'v1'],
    [leases, 'coordination.k8s.io/v1'],
  ])('leaves the core group out', (kind, expected) => {
    expect(apiVersionOf(kind)).toBe(expected);
  });
});

describe('resourcePath', () => {
  it.each<[ResourceKind, Parameters<typeof resourcePath>[1], string]>([
    [pods, {}, '/api/v1/pods'],
    [pods, { namespace: 'live' }, '/api/v1/namespaces/live/pods'],
    [pods, { namespace: 'live', name: 'a' }, '/api/v1/namespaces/live/pods/a'],
    [pods, { namespace: 'live', name: 'a', subresource: 'log' }, '/api/v1/namespaces/live/pods/a/log'],
    [leases, { namespace: 'live', name: 'a' }, '/apis/coordination.k8s.io/v1/namespaces/live/leases/a'],
    [namespaces, { name: 'live' }, '/api/v1/namespaces/live'],
    [namespaces, { namespace: 'live', name: 'live' }, '/api/v1/namespaces/live'],
    [pods, { namespace: 'live', name: '../secrets' }, '/api/v1/namespaces/live/pods/..%2Fsecrets'],
  ])('of %o and %o is %s', (kind, options, expected) => {
    expect(resourcePath(kind, options)).toBe(expected);
  });
});

describe('objectPath', () => {
  it('refuses a namespaced object without a namespace', () => {
    expect(() => objectPath(pods, { name: 'a' })).toThrow('Pod a needs a namespace');
  });
});

describe('metadataOnly', () => {
  it('keeps the path and asks for metadata', () => {
    const kind = metadataOnly(secrets);
    expect(resourcePath(kind)).toBe('/api/v1/secrets');
    expect(kind.representation).toBe('metadata');
  });
});
