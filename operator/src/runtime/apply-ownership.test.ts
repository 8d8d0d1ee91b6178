import { describe, expect, it } from 'vitest';
import { assertApplicable } from './apply-ownership.ts';
import type { KubernetesObject, NamedObjectMeta } from './kubernetes-object.ts';

const buildService = (metadata: Partial<NamedObjectMeta> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'main-srt', namespace: 'live', ...metadata },
});

const controlledBy = (kind: string, name: string, uid: string): Partial<NamedObjectMeta> => ({
  ownerReferences: [{ apiVersion: 'x/v1', kind, name, uid, controller: true }],
});

const desired = buildService(controlledBy('LiveStream', 'main', 'u-1'));

describe('assertApplicable', () => {
  it.each([
    ['the owner controls the object', desired, desired],
    ['no owner is asked for', buildService(), buildService(controlledBy('Other', 'x', 'u-9'))],
  ])('lets it be when %s', (_, wanted, live) => {
    expect(() => assertApplicable(wanted, live)).not.toThrow();
  });

  it.each([
    ['nobody controls it', buildService(), 'belongs to nobody'],
    ['another controls it', buildService(controlledBy('LiveStream', 'other', 'u-2')), 'belongs to LiveStream other'],
  ])('stalls when %s', (_, live, message) => {
    expect(() => assertApplicable(desired, live)).toThrow(
      expect.objectContaining({
        name: 'StalledError',
        reason: 'NameConflict',
        message: `Service live/main-srt exists and ${message}: rename or delete it, so that LiveStream main can have the name`,
      }),
    );
  });

  it.each([
    ['it is being deleted', buildService({ deletionTimestamp: '2026-01-01T00:00:00Z' })],
    ['a deleted namesake left it', buildService(controlledBy('LiveStream', 'main', 'u-0'))],
  ])('waits when %s', (_, live) => {
    expect(() => assertApplicable(desired, live)).toThrow(
      expect.objectContaining({ name: 'WaitingError', reason: 'Terminating', retryAfterMs: 1_000 }),
    );
  });
});
