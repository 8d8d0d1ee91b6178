import { type Service, services } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOperator } from './testing/running-operator.ts';
import { StreamTestBed } from './testing/stream-test-bed.ts';

const name = 'our-gateway';

let bed: StreamTestBed;
let operator: RunningOperator;

const setAddress = (ip: string): Promise<Service> =>
  bed.client.mergePatch(
    services,
    { namespace: bed.namespace, name },
    { subresource: 'status', patch: { status: { loadBalancer: { ingress: [{ ip }] } } } },
  );

const waitForHost = (stream: string, host: string) =>
  waitFor(`${stream} names ${host}`, async () => (await bed.get(stream)).status?.ingest?.host === host);

beforeAll(async () => {
  bed = await StreamTestBed.open('gateway');
  operator = await bed.startOperator({ gatewayService: { namespace: bed.namespace, name } });
});

afterAll(() => bed.close());

describe('the gateway of a release', () => {
  it('is named in the status of streams, old and new, when its load balancer has an address', async () => {
    await bed.apply('old');
    const pod = await bed.pod('old');
    await waitForHost('old', `old-srt.${bed.namespace}.svc`);
    await bed.client.create(services, {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: bed.namespace } },
      spec: { type: 'LoadBalancer', ports: [{ name: 'srt', protocol: 'UDP', port: 9000 }] },
    });
    await setAddress('203.0.113.7');
    await waitForHost('old', '203.0.113.7');
    await bed.apply('new');
    await waitForHost('new', '203.0.113.7');
    await bed.makeReady(pod);
    const ready = await bed.waitForReason('old', 'Ready', 'Listening');
    expect(ready).toMatchObject({ message: expect.stringContaining('srt://203.0.113.7:9000?streamid=old-') });
  });

  it('is not named by a stream with a Service of another type', async () => {
    await bed.apply('own', { ingest: { srt: { service: { type: 'LoadBalancer' } } } });
    await bed.pod('own');
    await waitFor('its status is there', async () => (await bed.get('own')).status?.ingest !== undefined);
    expect((await bed.get('own')).status?.ingest?.host).toBeUndefined();
  });

  it('changes no pod when its address changes', async () => {
    const pod = await bed.pod('old');
    const writes = operator.writes.length;
    await setAddress('203.0.113.8');
    await Promise.all(['old', 'new'].map((stream) => waitForHost(stream, '203.0.113.8')));
    const made = operator.writes.slice(writes);
    expect(made).toEqual(expect.arrayContaining(['applyStatus LiveStream new', 'applyStatus LiveStream old']));
    expect(made.filter((write) => !write.startsWith('applyStatus '))).toEqual([]);
    expect((await bed.pod('old')).metadata.uid).toBe(pod.metadata.uid);
  });
});
