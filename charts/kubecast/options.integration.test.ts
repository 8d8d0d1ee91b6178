import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentOf, manifestOf, podOf } from './chart-objects.ts';
import { type Manifest, renderChart, renderText } from './render-chart.ts';

const operator = 'Deployment/kubecast-operator';
const edge = 'Deployment/kubecast-edge';
const gateway = 'Deployment/kubecast-gateway';
const api = 'Deployment/kubecast-api';
const web = 'Deployment/kubecast-web';
const minio = 'StatefulSet/kubecast-minio';
const postgres = 'StatefulSet/kubecast-postgres';
const buckets = 'Job/kubecast-buckets-1';
const migrate = 'Job/kubecast-migrate-1';

const watchedAb = { watchNamespaces: ['a', 'b'], 'api.streamsNamespace': 'a' };

type Rendered = ReadonlyMap<string, Manifest>;
type Values = Readonly<Record<string, unknown>>;

const storeOf = (rendered: Rendered, key: string): unknown =>
  JSON.parse(environmentOf(rendered, key).KUBECAST_OBJECT_STORE ?? '');

const components: readonly (readonly [component: string, key: string])[] = [
  ['operator', operator],
  ['edge', edge],
  ['gateway', gateway],
  ['api', api],
  ['web', web],
];

describe.each(components)('%s', (component, key) => {
  const render = (values: Values) =>
    renderChart(Object.fromEntries(Object.entries(values).map(([name, value]) => [`${component}.${name}`, value])));

  it('has as many pods as replicas says', async () => {
    expect(manifestOf(await render({ replicas: 3 }), key)).toMatchObject({ spec: { replicas: 3 } });
  });

  it('runs where nodeSelector, tolerations and priorityClassName say', async () => {
    const tolerations = [{ key: 'media', operator: 'Exists' }];
    const rendered = await render({ nodeSelector: { disk: 'fast' }, tolerations, priorityClassName: 'high' });
    expect(podOf(rendered, key).spec).toMatchObject({
      nodeSelector: { disk: 'fast' },
      tolerations,
      priorityClassName: 'high',
    });
  });

  it('gets podAnnotations and resources', async () => {
    const resources = { requests: { cpu: '7m' } };
    const { metadata, spec } = podOf(
      await render({ podAnnotations: { note: 'x' }, 'resources.requests.cpu': '7m' }),
      key,
    );
    expect(metadata.annotations).toEqual({ note: 'x' });
    expect(spec.containers[0]).toMatchObject({ resources });
  });
});

describe('variables', () => {
  it.each<[name: string, values: Values, key: string, expected: object]>([
    ['logLevel', { logLevel: 'debug' }, operator, { LOG_LEVEL: 'debug' }],
    ['logLevel', { logLevel: 'debug' }, edge, { LOG_LEVEL: 'debug' }],
    ['image.pullPolicy', { 'image.pullPolicy': 'Always' }, operator, { KUBECAST_IMAGE_PULL_POLICY: 'Always' }],
    ['operator.shard', { 'operator.shard': 'a' }, operator, { KUBECAST_SHARD: 'a' }],
    ['operator.nodePortHost', { 'operator.nodePortHost': 'a.b' }, operator, { KUBECAST_NODE_PORT_HOST: 'a.b' }],
    [
      'operator.cpuRequestPercent',
      { 'operator.cpuRequestPercent': 80 },
      operator,
      { KUBECAST_CPU_REQUEST_PERCENT: '80' },
    ],
    [
      'objectStore.buckets.recordings',
      { 'objectStore.buckets.recordings': '123' },
      operator,
      { KUBECAST_RECORDINGS_BUCKET: '123' },
    ],
    [
      'objectStore.buckets.recordings',
      { 'objectStore.buckets.recordings': '123' },
      edge,
      { KUBECAST_RECORDINGS_BUCKET: '123', KUBECAST_VIDEOS_BUCKET: 'vod-videos' },
    ],
    [
      'objectStore.buckets.videos',
      { 'objectStore.buckets.videos': 'films' },
      edge,
      { KUBECAST_RECORDINGS_BUCKET: 'recordings', KUBECAST_VIDEOS_BUCKET: 'films' },
    ],
    [
      'segments.retentionHours',
      { 'segments.retentionHours': 0.5 },
      operator,
      { KUBECAST_SEGMENTS_RETENTION_HOURS: '0.5' },
    ],
    [
      'recorder.resources',
      { 'recorder.resources': { requests: { cpu: '7m' } } },
      operator,
      { KUBECAST_RECORDER_RESOURCES: expect.stringContaining('"requests":{"cpu":"7m",') },
    ],
    ['segments.retentionHours', { 'segments.retentionHours': 0 }, operator, { KUBECAST_SEGMENTS_RETENTION_HOURS: '0' }],
    ['recorder.maxConcurrent', { 'recorder.maxConcurrent': 9 }, operator, { KUBECAST_MAX_RECORDERS: '9' }],
    ['recorder.resources', { 'recorder.resources': null }, operator, { KUBECAST_RECORDER_RESOURCES: '{}' }],
    ['watchNamespaces', watchedAb, edge, { KUBECAST_WATCH_NAMESPACES: 'a,b' }],
    ['watchNamespaces', watchedAb, operator, { KUBECAST_WATCH_NAMESPACES: 'a,b' }],
    ['watchNamespaces', watchedAb, gateway, { KUBECAST_WATCH_NAMESPACES: 'a,b' }],
    ['gateway.maxFlows', { 'gateway.maxFlows': 7 }, gateway, { KUBECAST_MAX_FLOWS: '7' }],
    ['gateway.idleSeconds', { 'gateway.idleSeconds': 30 }, gateway, { KUBECAST_IDLE_SECONDS: '30' }],
    [
      'gateway.handshakesPerSecond',
      { 'gateway.handshakesPerSecond': 5 },
      gateway,
      { KUBECAST_HANDSHAKES_PER_SECOND: '5' },
    ],
    [
      'gateway.host and gateway.port',
      { 'gateway.host': 'live.example.org', 'gateway.port': 9000 },
      operator,
      { KUBECAST_GATEWAY_HOST: 'live.example.org', KUBECAST_GATEWAY_PORT: '9000' },
    ],
    ['edge.corsOrigins', { 'edge.corsOrigins': ['https://a.b'] }, edge, { KUBECAST_CORS_ORIGINS: 'https://a.b' }],
    ['edge.cacheMebibytes', { 'edge.cacheMebibytes': 64 }, edge, { KUBECAST_CACHE_MEBIBYTES: '64' }],
    [
      'the buckets',
      { 'objectStore.buckets.recordings': 'films' },
      buckets,
      { KUBECAST_BUCKETS: 'live-segments,films,vod-videos' },
    ],
  ])('carry %s', async (_, values, key, expected) => {
    expect(environmentOf(await renderChart(values), key)).toMatchObject(expected);
  });
});

describe('segments', () => {
  it('are kept for a time that somebody wrote, never for none because the value is empty', async () => {
    await expect(renderText({ 'segments.retentionHours': null })).rejects.toThrow('segments.retentionHours is not set');
  });
});

describe('objectStore', () => {
  it('hands the operator how to ask for credentials when STS is somewhere else', async () => {
    const rendered = await renderChart({
      'objectStore.stsEndpoint': 'https://sts.example.org',
      'objectStore.stsRoleArn': 'arn:aws:iam::1:role/live',
      'objectStore.stsDurationSeconds': 3600,
    });
    expect(storeOf(rendered, operator)).toMatchObject({
      credentials: 'sts',
      stsEndpoint: 'https://sts.example.org',
      stsRoleArn: 'arn:aws:iam::1:role/live',
      stsDurationSeconds: 3600,
    });
    expect(storeOf(rendered, edge)).not.toHaveProperty('stsRoleArn');
  });

  it('names its bucket to all who use it', async () => {
    const rendered = await renderChart({ 'objectStore.buckets.liveSegments': '456' });
    for (const key of [operator, edge]) expect(storeOf(rendered, key)).toMatchObject({ bucket: '456' });
  });

  it('leaves the buckets alone when ensure is false', async () => {
    const keys = [...(await renderChart({ 'objectStore.buckets.ensure': false })).keys()];
    expect(keys.filter((key) => key.includes('buckets'))).toEqual([]);
  });

  it('lets the edge read with credentials of its own when they are named', async () => {
    const rendered = await renderChart({ 'edge.objectStoreSecret': 'read-only' });
    expect(JSON.stringify(podOf(rendered, edge).spec.volumes)).toContain('"name":"read-only"');
    expect(JSON.stringify(podOf(rendered, operator).spec.volumes)).not.toContain('"name":"read-only"');
  });
});

describe.each([
  ['minio', minio],
  ['postgres', postgres],
])('%s', (server, key) => {
  it('asks for the volume that persistence describes', async () => {
    const persistence = { size: '1Ti', storageClassName: 'fast' };
    const claim = { spec: { storageClassName: 'fast', resources: { requests: { storage: '1Ti' } } } };
    const rendered = await renderChart({ [`${server}.persistence`]: persistence });
    expect(manifestOf(rendered, key)).toMatchObject({ spec: { volumeClaimTemplates: [claim] } });
  });

  it('runs where nodeSelector and tolerations say', async () => {
    const rendered = await renderChart({
      [`${server}.nodeSelector`]: { disk: 'fast' },
      [`${server}.tolerations`]: [{ key: 'media' }],
    });
    expect(podOf(rendered, key).spec).toMatchObject({
      nodeSelector: { disk: 'fast' },
      tolerations: [{ key: 'media' }],
    });
  });
});

describe('image', () => {
  it('is pulled with pullSecrets', async () => {
    const rendered = await renderChart({ 'image.pullSecrets': ['registry'] });
    for (const key of [operator, edge, gateway, api, web, minio, postgres, buckets, migrate]) {
      expect(podOf(rendered, key).spec).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] });
    }
  });
});

describe('networkPolicies', () => {
  it.each(['transcoder', 'recorder'])('let whom metricsFrom names read the metrics of %s pods', async (component) => {
    const peer = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
    const rendered = await renderChart({
      'networkPolicies.streamNamespaces': ['live'],
      'networkPolicies.metricsFrom': [peer],
    });
    expect(manifestOf(rendered, `NetworkPolicy/live/kubecast-${component}`).spec).toMatchObject({
      ingress: expect.arrayContaining([{ from: [peer], ports: [{ protocol: 'TCP', port: 8080 }] }]),
    });
  });

  it('let nobody but the operator ask a recorder for anything', async () => {
    const rendered = await renderChart({ 'networkPolicies.streamNamespaces': ['live'] });
    const operatorPods = { 'app.kubernetes.io/name': 'kubecast', 'app.kubernetes.io/component': 'operator' };
    expect(manifestOf(rendered, 'NetworkPolicy/live/kubecast-recorder').spec).toMatchObject({
      ingress: [{ from: [{ podSelector: { matchLabels: operatorPods } }], ports: [{ protocol: 'TCP', port: 8080 }] }],
    });
  });

  it.each(['operator', 'minio'])('let recorders and the %s talk', async (component) => {
    const rendered = await renderChart();
    expect(JSON.stringify(manifestOf(rendered, `NetworkPolicy/kubecast-${component}`).spec)).toContain(
      '"app.kubernetes.io/component":"recorder"',
    );
  });

  it('let pods reach a DNS on another port', async () => {
    const rendered = await renderChart({ 'networkPolicies.dnsPorts': [5353] });
    const dns = { ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 5353 })) };
    expect(manifestOf(rendered, 'NetworkPolicy/kubecast-edge').spec).toMatchObject({
      egress: expect.arrayContaining([dns]),
    });
  });

  it.each(['transcoder', 'recorder'])(
    'let %s pods reach an external store at its addresses alone',
    async (component) => {
      const rendered = await renderChart({
        'minio.enabled': false,
        'objectStore.external': { endpoint: 'https://s3.example.org', existingSecret: 's3' },
        'networkPolicies.streamNamespaces': ['live'],
        'networkPolicies.objectStoreCidrs': ['192.0.2.0/24'],
      });
      expect(manifestOf(rendered, `NetworkPolicy/live/kubecast-${component}`).spec).toMatchObject({
        egress: [
          expect.anything(),
          { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] },
        ],
      });
    },
  );

  it('let pods reach the API server where it is', async () => {
    const rendered = await renderChart({
      'networkPolicies.apiServerCidr': '10.1.2.3/32',
      'networkPolicies.apiServerPorts': [8443],
    });
    expect(manifestOf(rendered, 'NetworkPolicy/kubecast-edge').spec).toMatchObject({
      egress: expect.arrayContaining([
        { to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], ports: [{ protocol: 'TCP', port: 8443 }] },
      ]),
    });
  });
});

describe('web', () => {
  it('may wait for the name of the edge for minutes', async () => {
    const [container] = podOf(await renderChart(), web).spec.containers;
    expect(container).toMatchObject({ startupProbe: { periodSeconds: 1, failureThreshold: 600 } });
  });

  it.each([
    ['NodePort', {}, 'Local'],
    ['LoadBalancer', {}, 'Local'],
    ['LoadBalancer', { externalTrafficPolicy: 'Cluster' }, 'Cluster'],
    ['ClusterIP', {}, undefined],
  ])('keeps the addresses of viewers with a Service of type %s and %j: %s', async (type, values, policy) => {
    const { spec } = manifestOf(await renderChart({ 'web.service': { type, ...values } }), 'Service/kubecast-web');
    expect(spec).toMatchObject({ type });
    expect(z.object({ externalTrafficPolicy: z.string().optional() }).parse(spec).externalTrafficPolicy).toBe(policy);
  });

  it('has a Service with annotations when they are set', async () => {
    const rendered = await renderChart({ 'web.service': { type: 'LoadBalancer', annotations: { internal: 'true' } } });
    expect(manifestOf(rendered, 'Service/kubecast-web')).toMatchObject({
      metadata: { annotations: { internal: 'true' } },
      spec: { type: 'LoadBalancer' },
    });
  });
});

describe('gateway', () => {
  const service = 'Service/kubecast-gateway';

  it('is left out, and the operator knows nothing of it, when disabled', async () => {
    const rendered = await renderChart({
      'gateway.enabled': false,
      'gateway.host': 'live.example.org',
      ...{ watchNamespaces: ['a'], 'api.streamsNamespace': 'a' },
    });
    expect([...rendered.keys()].filter((key) => key.includes('gateway'))).toEqual([]);
    expect(Object.keys(environmentOf(rendered, operator)).filter((name) => name.includes('GATEWAY'))).toEqual([]);
    expect(JSON.stringify(manifestOf(rendered, 'Role/kubecast-operator-lease'))).not.toContain('gateway');
  });

  it('lets the operator read what address the Service got as long as none is named', async () => {
    const rendered = await renderChart();
    expect(environmentOf(rendered, operator)).toMatchObject({ KUBECAST_GATEWAY_SERVICE: 'kubecast-gateway' });
    expect(environmentOf(rendered, operator)).not.toHaveProperty('KUBECAST_GATEWAY_HOST');
    expect(manifestOf(rendered, 'Role/kubecast-operator-lease').rules).toContainEqual({
      ...{ apiGroups: [''], resources: ['services'], resourceNames: ['kubecast-gateway'] },
      verbs: ['get', 'list', 'watch'],
    });
  });

  it.each(['NodePort', 'LoadBalancer'])('keeps the addresses of encoders with a Service of type %s', async (type) => {
    const rendered = await renderChart({ 'gateway.service': { type, nodePort: 30890 }, 'gateway.port': 9000 });
    expect(manifestOf(rendered, service)).toMatchObject({
      spec: {
        ...{ type, externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' },
        ports: [{ protocol: 'UDP', port: 9000, targetPort: 'srt', nodePort: 30890 }],
      },
    });
  });

  it.each([1, 2])('sends nobody to a pod that is not ready, of %i', async (replicas) => {
    const rendered = await renderChart({ 'gateway.replicas': replicas });
    expect(manifestOf(rendered, service).spec).not.toHaveProperty('publishNotReadyAddresses');
  });

  it('is asked every second whether it is ready, from the start', async () => {
    const [container] = podOf(await renderChart(), gateway).spec.containers;
    expect(container).toMatchObject({ readinessProbe: { periodSeconds: 1 } });
    expect(container).not.toHaveProperty('startupProbe');
  });

  it.each([
    [2_000, '18Mi'],
    [20_000, '36Mi'],
  ])('has room to keep %i flows', async (maxFlows, sizeLimit) => {
    const { volumes } = podOf(await renderChart({ 'gateway.maxFlows': maxFlows }), gateway).spec;
    expect(volumes).toContainEqual({ name: 'flows', emptyDir: { medium: 'Memory', sizeLimit } });
  });

  it('has a Service without what only others may have when its type is ClusterIP', async () => {
    const rendered = await renderChart({
      'gateway.service': { type: 'ClusterIP', nodePort: 30890, loadBalancerSourceRanges: ['10.0.0.0/8'] },
    });
    const spec = manifestOf(rendered, service).spec;
    expect(spec).toMatchObject({ ports: [{ port: 8890 }] });
    expect(JSON.stringify(spec)).not.toMatch(/externalTrafficPolicy|nodePort|loadBalancerSourceRanges/);
  });

  it('has a load balancer with the annotations and networks that are set', async () => {
    const rendered = await renderChart({
      'gateway.service': { annotations: { internal: 'true' }, loadBalancerSourceRanges: ['10.0.0.0/8'] },
    });
    expect(manifestOf(rendered, service)).toMatchObject({
      metadata: { annotations: { internal: 'true' } },
      spec: { loadBalancerSourceRanges: ['10.0.0.0/8'] },
    });
  });

  it('waits minReadySeconds before an old pod goes', async () => {
    const rendered = await renderChart({ 'gateway.minReadySeconds': 60 });
    expect(manifestOf(rendered, gateway)).toMatchObject({
      spec: { minReadySeconds: 60, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } },
    });
  });

  it('may read LiveStreams and pods, and change nothing', async () => {
    const { rules } = manifestOf(await renderChart(), 'ClusterRole/kubecast-gateway');
    const verbs = ['get', 'list', 'watch'];
    expect(rules).toEqual([
      { apiGroups: ['kubecast.dev'], resources: ['livestreams'], verbs },
      { apiGroups: [''], resources: ['pods'], verbs },
    ]);
  });
});
