import { describe, expect, it } from 'vitest';
import { parseLiveStream } from './livestream.ts';
import { UnexpectedObjectError } from './resource-object.ts';

const liveStream = {
  apiVersion: 'kubecast.dev/v1alpha1',
  kind: 'LiveStream',
  metadata: {
    name: 'demo',
    namespace: 'live',
    uid: '81be4c2f-107a-4849-8b63-d854be1c1baf',
    resourceVersion: '702',
    creationTimestamp: '2026-01-31T19:30:00Z',
    generation: 1,
  },
  spec: {},
};

describe('objectParser', () => {
  it('returns the object itself when it is of the kind', () => {
    expect(parseLiveStream(liveStream)).toBe(liveStream);
  });

  it.each([
    ['another kind', { ...liveStream, kind: 'Recording' }, 'kind: '],
    ['another version', { ...liveStream, apiVersion: 'kubecast.dev/v2' }, 'apiVersion: '],
    ['a list', { ...liveStream, kind: 'LiveStreamList', items: [liveStream] }, 'kind: '],
    ['a failure', { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 404 }, 'apiVersion: '],
    ['an object that was never stored', { ...liveStream, metadata: { name: 'demo' } }, 'metadata.uid: '],
    ['nothing', undefined, 'expected object'],
  ])('throws when it is given %s', (_, value, fragment) => {
    expect(() => parseLiveStream(value)).toThrow(UnexpectedObjectError);
    expect(() => parseLiveStream(value)).toThrow(fragment);
  });
});
