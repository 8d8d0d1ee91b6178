import { annotations } from '@kubecast/crds/names';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import { describe, expect, it } from 'vitest';
import { leftOf, ownedBy } from './leftovers.ts';

const nowMs = Date.parse('2026-01-01T12:00:00Z');

const objectOf = (name: string, metadata: Partial<KubernetesObject['metadata']>): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name, ...metadata },
});

const namesOf = (objects: readonly KubernetesObject[]) => objects.map(({ metadata }) => metadata.name);

describe('leftovers', () => {
  it('are older than a run that may go on', () => {
    const objects = [
      objectOf('of-this-morning', { creationTimestamp: '2026-01-01T08:00:00Z' }),
      objectOf('of-a-run', { creationTimestamp: '2026-01-01T11:00:00Z' }),
      objectOf('of-no-time', {}),
    ];
    expect(namesOf(leftOf(objects, nowMs))).toEqual(['of-this-morning']);
  });

  it.each([
    [['ann'], ['of-ann']],
    [[''], []],
    [[], []],
  ])('of the users %j are theirs, and never what nobody owns', (users, names) => {
    const objects = [
      objectOf('of-ann', { annotations: { [annotations.owner]: 'ann' } }),
      objectOf('of-ben', { annotations: { [annotations.owner]: 'ben' } }),
      objectOf('applied', {}),
    ];
    expect(namesOf(ownedBy(new Set(users), objects))).toEqual(names);
  });
});
