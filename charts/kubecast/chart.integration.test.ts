import { describe, expect, it } from 'vitest';
import { environmentOf, manifestOf, podOf } from './chart-objects.ts';
import { renderChart, renderText } from './render-chart.ts';

const workloads = ['operator', 'edge', 'gateway', 'api', 'web'].map((name) => `Deployment/kubecast-${name}`);
const defaultWorkloads = [
  ...workloads,
  ...[
    'StatefulSet/kubecast-minio',
    'StatefulSet/kubecast-postgres',
    'Job/kubecast-buckets-1',
    'Job/kubecast-migrate-1',
  ],
];
const onlyA = { watchNamespaces: ['a'], 'api.streamsNamespace': 'a' };
const externalStore = {
  'minio.enabled': false,
  'objectStore.external': {
    endpoint: 'https://s3.example.org',
    existingSecret: 's3',
    region: 'eu-1',
    forcePathStyle: false,
  },
};

/** Random keys and the CRDs, which have a check of their own, are left out of the golden file. */
const comparable = (text: string): string =>
  text
    .split(/^---\n/m)
    .filter((document) => !document.includes('\nkind: CustomResourceDefinition'))
    .join('---\n')
    .replaceAll(/^( {2}\w+(?:Key|Password)\w*): [\w+/=]{20,}$/gm, '$1: <random>')
    .replaceAll(/^( {2}name: kubecast-migrate-1)-[0-9a-f]{8}$/gm, '$1-<hash>');

describe('the chart', () => {
  it('renders these objects when nothing is set', async () => {
    await expect(comparable(await renderText())).toMatchFileSnapshot('golden/default.yaml');
  });

  it.each(defaultWorkloads)('lets %s run where the namespace enforces restricted', async (key) => {
    const { spec } = podOf(await renderChart(), key);
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const container of spec.containers) {
      expect(container).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: expect.anything() },
      });
    }
  });

  it('grants no wildcard', async () => {
    const roles = [...(await renderChart())].filter(([key]) => /^(Cluster)?Role\//.test(key));
    expect(roles.length).toBeGreaterThan(0);
    expect(JSON.stringify(roles)).not.toContain('"*"');
  });

  it('grants the same in single namespaces as in all', async () => {
    const inAll = manifestOf(await renderChart(), 'ClusterRole/kubecast-operator').rules;
    expect(manifestOf(await renderChart(onlyA), 'Role/a/kubecast-operator').rules).toEqual(inAll);
  });

  it('refuses a value that it does not know', async () => {
    await expect(renderText({ 'edge.replica': 2 })).rejects.toThrow(/additional properties 'replica' not allowed/);
  });
});

describe('rbac', () => {
  it.each([
    ['view', ['get', 'list', 'watch']],
    ['edit', ['create', 'update', 'patch', 'delete', 'deletecollection']],
  ])('adds streams and recordings to the role %s of the cluster', async (role, verbs) => {
    const clusterRole = manifestOf(await renderChart(), `ClusterRole/kubecast-${role}`);
    expect(clusterRole).toMatchObject({
      metadata: { labels: { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' } },
      rules: [{ apiGroups: ['kubecast.dev'], resources: ['livestreams', 'recordings'], verbs }],
    });
  });

  it('leaves the roles of the cluster alone when aggregate is false', async () => {
    expect(JSON.stringify([...(await renderChart({ 'rbac.aggregate': false }))])).not.toContain('aggregate-to');
  });

  it('lets the operator know its cluster by kube-system where it may not read all namespaces', async () => {
    const key = 'Role/kube-system/kubecast-operator';
    const { rules } = manifestOf(await renderChart(onlyA), key);
    expect(rules).toEqual([
      { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] },
    ]);
    const without = await renderChart({ ...onlyA, 'rbac.readKubeSystem': false });
    expect([...without.keys()].filter((name) => name.includes('/kube-system/'))).toEqual([]);
  });

  it('lets the operator change no Job', async () => {
    const { rules } = manifestOf(await renderChart(), 'ClusterRole/kubecast-operator');
    expect(rules).toContainEqual({
      ...{ apiGroups: ['batch'], resources: ['jobs'] },
      verbs: ['get', 'list', 'watch', 'create', 'delete'],
    });
  });
});

describe('image', () => {
  it('names every image when prefix and tag are set', async () => {
    const manifests = await renderChart({ 'image.prefix': 'registry.example.org/live', 'image.tag': 'v9' });
    const images = defaultWorkloads.map((key) => podOf(manifests, key).spec.containers[0]?.image);
    expect(images).toEqual(
      ['operator', 'edge', 'gateway', 'api', 'web', 'minio', 'postgres', 'buckets', 'api'].map(
        (name) => `registry.example.org/live/${name}:v9`,
      ),
    );
  });

  it('tags single programs otherwise when tags names them', async () => {
    const manifests = await renderChart({ 'image.tag': 'v9', 'image.tags': { transcoder: 'v10', recorder: 'v11' } });
    expect(environmentOf(manifests, 'Deployment/kubecast-operator')).toMatchObject({
      KUBECAST_TRANSCODER_IMAGE: 'kubecast.dev/transcoder:v10',
      KUBECAST_RECORDER_IMAGE: 'kubecast.dev/recorder:v11',
    });
    expect(podOf(manifests, 'Deployment/kubecast-edge').spec.containers[0]?.image).toBe('kubecast.dev/edge:v9');
  });
});

describe('watchNamespaces', () => {
  it('gives Roles in these in place of ClusterRoles when set', async () => {
    const keys = [...(await renderChart({ ...onlyA, watchNamespaces: ['a', 'b'] })).keys()];
    expect(keys.filter((key) => key.startsWith('ClusterRole'))).toEqual([]);
    expect(keys.filter((key) => /^Role(Binding)?\/[ab]\//.test(key)).sort()).toEqual([
      'Role/a/kubecast-api',
      'Role/a/kubecast-api-streams',
      'Role/a/kubecast-edge',
      'Role/a/kubecast-gateway',
      'Role/a/kubecast-operator',
      'Role/b/kubecast-api',
      'Role/b/kubecast-edge',
      'Role/b/kubecast-gateway',
      'Role/b/kubecast-operator',
      'RoleBinding/a/kubecast-api',
      'RoleBinding/a/kubecast-api-streams',
      'RoleBinding/a/kubecast-edge',
      'RoleBinding/a/kubecast-gateway',
      'RoleBinding/a/kubecast-operator',
      'RoleBinding/b/kubecast-api',
      'RoleBinding/b/kubecast-edge',
      'RoleBinding/b/kubecast-gateway',
      'RoleBinding/b/kubecast-operator',
    ]);
  });
});

describe('objectStore', () => {
  it('puts an external store in the place of MinIO when it is named', async () => {
    const manifests = await renderChart({ ...externalStore, 'objectStore.credentials': 'static' });
    const store = {
      endpoint: 'https://s3.example.org',
      region: 'eu-1',
      forcePathStyle: false,
      bucket: 'live-segments',
    };
    const operator = environmentOf(manifests, 'Deployment/kubecast-operator').KUBECAST_OBJECT_STORE ?? '';
    expect(JSON.parse(operator)).toEqual({ ...store, credentials: 'static' });
    expect([...manifests.keys()].filter((key) => key.includes('minio'))).toEqual([]);
    expect(JSON.stringify(podOf(manifests, 'Job/kubecast-buckets-1'))).toContain('"name":"s3"');
  });

  it.each([
    [
      'the store is named twice',
      { 'objectStore.external.endpoint': 'https://s3.example.org' },
      /set minio.enabled to false/,
    ],
    ['there is none', { 'minio.enabled': false }, /set objectStore.external.endpoint/],
    [
      'its Secret is not named',
      { ...externalStore, 'objectStore.external.existingSecret': '' },
      /existingSecret is empty/,
    ],
  ])('fails and says what to write when %s', async (_, values, message) => {
    await expect(renderText(values)).rejects.toThrow(message);
  });

  it('lets pods reach the port of the external store when policies are on', async () => {
    const manifests = await renderChart({
      ...externalStore,
      'objectStore.external.endpoint': 'http://s3.example.org:9100',
      'networkPolicies.streamNamespaces': ['live'],
    });
    for (const component of ['transcoder', 'recorder']) {
      const policy = JSON.stringify(manifestOf(manifests, `NetworkPolicy/live/kubecast-${component}`));
      expect(policy).toContain('{"protocol":"TCP","port":9100}');
    }
  });
});

describe('web', () => {
  it('opens 443 when a TLS Secret is named', async () => {
    const manifests = await renderChart({ 'web.tls.secretName': 'tls' });
    expect(manifestOf(manifests, 'Service/kubecast-web')).toMatchObject({
      spec: { ports: [{ port: 80 }, { port: 443 }] },
    });
    expect(podOf(manifests, 'Deployment/kubecast-web').spec.volumes).toContainEqual({
      name: 'tls',
      secret: { secretName: 'tls', defaultMode: 0o440 },
    });
  });

  it('has an Ingress for its host when that is enabled', async () => {
    const ingress = { enabled: true, host: 'live.example.org', tlsSecretName: 'tls', className: 'nginx' };
    const manifests = await renderChart({ 'web.ingress': ingress });
    expect(manifestOf(manifests, 'Ingress/kubecast-web')).toMatchObject({
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['live.example.org'], secretName: 'tls' }],
        rules: [{ host: 'live.example.org' }],
      },
    });
  });

  it('takes the node port when the Service has one', async () => {
    const manifests = await renderChart({ 'web.service': { type: 'NodePort', nodePort: 30080 } });
    expect(manifestOf(manifests, 'Service/kubecast-web')).toMatchObject({
      spec: { type: 'NodePort', ports: [{ nodePort: 30080 }] },
    });
  });
});

describe('keys', () => {
  it('makes no Secret of its own when one is named', async () => {
    const manifests = await renderChart({
      ...{ 'keys.existingSecret': 'mine', 'minio.existingSecret': 'store' },
      ...{ 'postgres.existingSecret': 'database', 'api.existingSecret': 'tokens' },
    });
    expect([...manifests.keys()].filter((key) => key.startsWith('Secret/'))).toEqual([]);
    const volumes = JSON.stringify(podOf(manifests, 'Deployment/kubecast-operator').spec.volumes);
    expect(volumes).toContain('"name":"mine"');
    expect(volumes).toContain('"name":"store"');
  });
});

describe('networkPolicies', () => {
  it('are left out when disabled', async () => {
    const keys = [...(await renderChart({ 'networkPolicies.enabled': false })).keys()];
    expect(keys.filter((key) => key.startsWith('NetworkPolicy/'))).toEqual([]);
  });
});

describe('crds', () => {
  it('are left out when disabled', async () => {
    const keys = [...(await renderChart({ 'crds.enabled': false })).keys()];
    expect(keys.filter((key) => key.startsWith('CustomResourceDefinition/'))).toEqual([]);
  });
});
