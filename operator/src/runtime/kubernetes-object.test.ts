import { describe, expect, it } from 'vitest';
import {
  controllerOf,
  controllerReference,
  isControlledBy,
  type KubernetesObject,
  objectKey,
  parseKubernetesObject,
  parseObjectKey,
} from './kubernetes-object.ts';

const owner: KubernetesObject = {
  apiVersion: 'example.dev/v1',
  kind: 'Owner',
  metadata: { name: 'a', namespace: 'live', uid: 'u1' },
};

const child: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a-1', namespace: 'live', ownerReferences: [controllerReference(owner)] },
};

describe('objectKey', () => {
  it.each([
    [{ name: 'a', namespace: 'live' }, 'live/a'],
    [{ name: 'a' }, 'a'],
  ])('of %o is %s, and back', (metadata, key) => {
    expect(objectKey({ metadata })).toBe(key);
    expect(parseObjectKey(key)).toEqual(metadata);
  });
});

describe('controllerReference', () => {
  it('names the owner as the controller', () => {
    expect(controllerOf(child)).toEqual({
      apiVersion: 'example.dev/v1',
      kind: 'Owner',
      name: 'a',
      uid: 'u1',
      controller: true,
      blockOwnerDeletion: true,
    });
  });
});

describe('isControlledBy', () => {
  it.each([
    ['the owner itself', owner, true],
    ['its namesake', { ...owner, metadata: { ...owner.metadata, uid: 'u2' } }, false],
    ['an owner that was never stored', { ...owner, metadata: { name: 'a' } }, false],
  ])('knows %s by its uid', (_, candidate, expected) => {
    expect(isControlledBy(child, candidate)).toBe(expected);
  });
});

describe('parseKubernetesObject', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'Pod'],
    ['an object without a name', { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
  ])('refuses %s', (_, value) => {
    expect(() => parseKubernetesObject(value)).toThrow();
  });

  it('gives the object itself', () => {
    expect(parseKubernetesObject(child)).toBe(child);
  });
});
