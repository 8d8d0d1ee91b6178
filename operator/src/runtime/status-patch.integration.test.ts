import type { ServiceStatus } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { deriveConditions } from './condition.ts';
import { type Service, services } from './core-kinds.ts';
import { patchStatus } from './status-patch.ts';
import { useTestNamespace } from './testing/use-test-namespace.ts';

const fieldManager = 'test-manager';
const bed = useTestNamespace('status');

const createService = (name: string): Promise<Service> =>
  bed.client.create(services, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: bed.namespace },
    spec: { clusterIP: 'None' },
  });

const read = (object: Service): Promise<Service> => bed.client.get(services, object.metadata);

const buildStatus = (...types: string[]): ServiceStatus => ({
  loadBalancer: {},
  conditions: deriveConditions(
    [],
    types.map((type) => ({ type, status: 'True', reason: 'Works', message: 'It works' })),
    { observedGeneration: 1, now: new Date('2026-01-01T00:00:00Z') },
  ),
});

const patch = (object: Service, ...types: string[]) =>
  patchStatus(bed.client, services, { object, status: buildStatus(...types), fieldManager });

describe('patchStatus', () => {
  it('writes once, and not again when nothing changed', async () => {
    const created = await createService('once');
    expect(await patch(created, 'Ready', 'Live')).toBe('updated');
    const updated = await read(created);
    expect(updated.status).toEqual(buildStatus('Ready', 'Live'));
    expect(await patch(updated, 'Ready', 'Live')).toBe('unchanged');
    expect((await read(created)).metadata.resourceVersion).toBe(updated.metadata.resourceVersion);
  });

  it('removes a condition that the new status lacks', async () => {
    const created = await createService('fewer');
    await patch(created, 'Ready', 'Stalled');
    await patch(await read(created), 'Ready');
    expect((await read(created)).status).toEqual(buildStatus('Ready'));
  });

  it('leaves a condition alone that another controller wrote', async () => {
    const created = await createService('shared');
    const theirs = { object: created, status: buildStatus('Theirs'), fieldManager: 'somebody' };
    await patchStatus(bed.client, services, theirs);
    await patch(created, 'Ready');
    const types = (await read(created)).status?.conditions?.map(({ type }) => type);
    expect(types?.toSorted()).toEqual(['Ready', 'Theirs']);
  });

  it('is no error when the object was deleted', async () => {
    const created = await createService('gone');
    await bed.client.delete(services, created.metadata);
    expect(await patch(created, 'Ready')).toBe('gone');
  });

  it('never writes a namesake’s status', async () => {
    const created = await createService('namesake');
    await bed.client.delete(services, created.metadata);
    const namesake = await createService('namesake');
    expect(await patch(created, 'Ready')).toBe('gone');
    expect((await read(namesake)).status).toEqual({ loadBalancer: {} });
  });
});
