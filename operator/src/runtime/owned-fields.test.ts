import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from './kubernetes-object.ts';
import { isOwnedWhole, keepOwnManagedFields, ownedFieldsOf, parseOwnedFields } from './owned-fields.ts';

const buildObject = (...managers: readonly object[]): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'main', managedFields: managers.map((manager) => ({ ...entry, ...manager })) },
});

const entry = { manager: 'us', operation: 'Apply', apiVersion: 'v1', fieldsV1: { 'f:spec': { 'f:type': {} } } };

describe('parseOwnedFields', () => {
  it('tells fields, keyed items and values of sets apart', () => {
    const owned = parseOwnedFields({
      'f:metadata': { 'f:finalizers': { '.': {}, 'v:"kubecast.dev/x"': {} } },
      'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } },
    });
    const ports = owned.fields.get('ports');
    expect(owned.fields.get('metadata')?.fields.get('finalizers')?.values).toEqual(['kubecast.dev/x']);
    expect(ports?.items.map(({ keys }) => keys)).toEqual([{ port: 80, protocol: 'TCP' }]);
    expect([...(ports?.items[0]?.owned.fields.keys() ?? [])]).toEqual(['port']);
    expect(isOwnedWhole(parseOwnedFields({ '.': {} }))).toBe(true);
  });

  it('refuses what is no FieldsV1', () => {
    expect(() => parseOwnedFields({ 'f:spec': 1 })).toThrow();
  });
});

describe('ownedFieldsOf', () => {
  it('finds what the manager applied', () => {
    expect(ownedFieldsOf(buildObject({ manager: 'them' }, {}), 'us')?.fields.has('spec')).toBe(true);
  });

  it.each([
    ['another manager applied', { manager: 'them' }],
    ['the manager wrote without apply', { operation: 'Update' }],
    ['the manager applied a subresource', { subresource: 'status' }],
    ['the manager applied another version', { apiVersion: 'v2' }],
    ['the entry is empty', { fieldsV1: undefined }],
  ])('finds nothing when %s', (_, manager) => {
    expect(ownedFieldsOf(buildObject(manager), 'us')).toBeUndefined();
  });
});

describe('keepOwnManagedFields', () => {
  it('drops the entries of others', () => {
    const kept = keepOwnManagedFields('us')(buildObject({ manager: 'kubelet' }, {}));
    expect(kept.metadata.managedFields).toEqual([entry]);
  });

  it('leaves an object without managed fields as it is', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };
    expect(keepOwnManagedFields('us')(object)).toBe(object);
  });
});
