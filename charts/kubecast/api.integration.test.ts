import { describe, expect, it } from 'vitest';
import { apiConfigurationSchema } from '../../api/src/api-configuration.ts';
import { migrateConfigurationSchema } from '../../api/src/migrate/migrate-configuration.ts';
import { environmentOf, manifestOf, podOf } from './chart-objects.ts';
import { type Manifest, renderChart, renderText } from './render-chart.ts';

const api = 'Deployment/kubecast-api';
const migrate = 'Job/kubecast-migrate-1';
const web = 'Deployment/kubecast-web';

type Rendered = ReadonlyMap<string, Manifest>;
type Values = Readonly<Record<string, unknown>>;

const external = {
  'postgres.enabled': false,
  'postgres.external': { host: 'db.example.org', port: 6432, existingSecret: 'db' },
};

const jsonOf = (rendered: Rendered, key: string, name: string): unknown =>
  JSON.parse(environmentOf(rendered, key)[name] ?? '');

/** The files of the mounted Secrets, as `<Secret>/<key>`, by their names. */
const filesOf = (rendered: Rendered, key: string): Readonly<Record<string, string>> => {
  const volumes = JSON.stringify(podOf(rendered, key).spec.volumes);
  const sources = [...volumes.matchAll(/"secret":\{"name":"([^"]+)","items":(\[[^\]]*\])/g)];
  const items = sources.flatMap(([, secret, text = '[]']) =>
    [...text.matchAll(/"key":"([^"]+)","path":"([^"]+)"/g)].map(([, name, path]) => [path, `${secret}/${name}`]),
  );
  return Object.fromEntries(items);
};

describe('api', () => {
  it('is told what the values say', async () => {
    const rendered = await renderChart({
      ...{ 'api.streamsNamespace': 'studio', 'api.streamsPerUser': 0, 'api.firstUserIsAdmin': true },
      ...{ 'api.webOrigins': ['https://a.b', 'https://c.d'], 'api.trustedProxies': 2, 'api.postgresPoolSize': 4 },
      'api.requestsPerMinute': 9000000,
      ...{ 'operator.shard': 'x', logLevel: 'debug' },
      ...{ 'objectStore.buckets.videos': 'films', watchNamespaces: ['studio', 'b'] },
    });
    expect(environmentOf(rendered, api)).toMatchObject({
      ...{ KUBECAST_STREAMS_NAMESPACE: 'studio', KUBECAST_STREAMS_PER_USER: '0', KUBECAST_FIRST_USER_IS_ADMIN: 'true' },
      ...{ KUBECAST_WEB_ORIGINS: 'https://a.b,https://c.d', KUBECAST_TRUSTED_PROXIES: '2' },
      KUBECAST_REQUESTS_PER_MINUTE: '9000000',
      ...{ KUBECAST_SHARD: 'x', LOG_LEVEL: 'debug' },
      ...{ KUBECAST_VIDEOS_BUCKET: 'films', KUBECAST_WATCH_NAMESPACES: 'studio,b' },
      KUBECAST_LEASE_NAME: 'kubecast-api-projection',
    });
    expect(jsonOf(rendered, api, 'KUBECAST_POSTGRES')).toEqual({
      ...{ host: 'kubecast-postgres.kubecast-system.svc', port: 5432, tls: 'disable', poolSize: 4 },
    });
  });

  it.each<[proxies: string, where: string, values: Values]>([
    ['1', 'the web front alone', {}],
    ['2', "the chart's Ingress before it", { 'web.ingress': { enabled: true, host: 'a.b' } }],
    ['3', 'what the values say', { 'web.ingress': { enabled: true, host: 'a.b' }, 'api.trustedProxies': 3 }],
  ])('trusts %s proxies with %s', async (proxies, _where, values) => {
    expect(environmentOf(await renderChart(values), api)).toMatchObject({ KUBECAST_TRUSTED_PROXIES: proxies });
  });

  it('names ladders only when there are some', async () => {
    expect(environmentOf(await renderChart(), api)).not.toHaveProperty('KUBECAST_LADDERS');
    const renditions = [{ name: '360p', height: 360, videoBitrateKbps: 600 }];
    const ladders = [{ id: 'small', title: 'Small', renditions }];
    expect(jsonOf(await renderChart({ 'api.ladders': ladders }), api, 'KUBECAST_LADDERS')).toEqual(ladders);
  });

  it('takes no ladder without a title', async () => {
    await expect(renderText({ 'api.ladders': [{ id: 'small', renditions: [] }] })).rejects.toThrow(/title/);
  });

  it('reads these secrets and no other', async () => {
    expect(filesOf(await renderChart(), api)).toEqual({
      postgresPassword: 'kubecast-postgres/apiPassword',
      accessTokenKeys: 'kubecast-api/accessTokenKeys',
      internalApiKeys: 'kubecast-api/internalApiKeys',
      grantKey: 'kubecast-keys/grantKey',
      accessKeyId: 'kubecast-minio/accessKeyId',
      secretAccessKey: 'kubecast-minio/secretAccessKey',
    });
  });

  it('goes without failing a request: a new pod is ready before an old one is told to go', async () => {
    expect(manifestOf(await renderChart(), api)).toMatchObject({
      spec: { replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } },
    });
  });

  it('is left out with everything that only it needs when disabled', async () => {
    const rendered = await renderChart({ 'api.enabled': false, watchNamespaces: ['a'] });
    expect([...rendered.keys()].filter((key) => /api|postgres|migrate/.test(key))).toEqual([]);
    expect(environmentOf(rendered, web)).not.toHaveProperty('KUBECAST_API');
    expect(JSON.stringify(manifestOf(rendered, 'NetworkPolicy/kubecast-web'))).not.toContain('"api"');
  });

  it('has a namespace for streams that is watched, or the chart says so', async () => {
    const message = /api.streamsNamespace: live is not one of watchNamespaces/;
    await expect(renderText({ watchNamespaces: ['a'] })).rejects.toThrow(message);
  });
});

describe('variables', () => {
  const everything = {
    ...{ ...external, 'operator.shard': 'x', 'api.webOrigins': ['https://a.b'], 'api.streamsNamespace': 'a' },
    ...{ watchNamespaces: ['a'], 'api.ladders': [] },
  };

  it.each<[string, Values]>([
    ['by default', {}],
    ['with all options', everything],
  ])('are what the programs take %s, and nothing else', async (_, values) => {
    const rendered = await renderChart(values);
    for (const [key, schema] of [
      [api, apiConfigurationSchema],
      [migrate, migrateConfigurationSchema],
    ] as const) {
      const variables = environmentOf(rendered, key);
      const ours = Object.keys(variables).filter((name) => name.startsWith('KUBECAST_'));
      expect(ours.filter((name) => !(name in schema.shape))).toEqual([]);
      expect(schema.safeParse({ ...variables, POD_NAME: 'pod', POD_NAMESPACE: 'kubecast-system' }).error).toBe(
        undefined,
      );
    }
  });
});

describe('rbac of the api', () => {
  const read = ['get', 'list', 'watch'];

  it('reads streams, recordings and pods everywhere, and lists nodes', async () => {
    expect(manifestOf(await renderChart(), 'ClusterRole/kubecast-api').rules).toEqual([
      { apiGroups: ['kubecast.dev'], resources: ['livestreams', 'recordings'], verbs: read },
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
    ]);
  });

  it('writes in the namespace of streams alone', async () => {
    const rendered = await renderChart({ 'api.streamsNamespace': 'studio' });
    expect(manifestOf(rendered, 'Role/studio/kubecast-api-streams').rules).toEqual([
      { apiGroups: ['kubecast.dev'], resources: ['livestreams', 'recordings'], verbs: ['create', 'patch', 'delete'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'patch'] },
    ]);
  });

  it('holds one Lease of its own', async () => {
    expect(manifestOf(await renderChart(), 'Role/kubecast-api-lease').rules).toEqual([
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
      {
        ...{ apiGroups: ['coordination.k8s.io'], resources: ['leases'] },
        ...{ resourceNames: ['kubecast-api-projection'], verbs: ['get', 'update'] },
      },
    ]);
  });

  it('reads single namespaces, and no nodes, where only these are watched', async () => {
    const rendered = await renderChart({ watchNamespaces: ['a', 'b'], 'api.streamsNamespace': 'b' });
    for (const namespace of ['a', 'b']) {
      expect(manifestOf(rendered, `Role/${namespace}/kubecast-api`).rules).toEqual([
        { apiGroups: ['kubecast.dev'], resources: ['livestreams', 'recordings'], verbs: read },
        { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
      ]);
    }
    const bindings = [...rendered].filter(([key]) => /^(Cluster)?RoleBinding\/.*kubecast-api/.test(key));
    expect(bindings.map(([key]) => key).sort()).toEqual([
      'RoleBinding/a/kubecast-api',
      'RoleBinding/b/kubecast-api',
      'RoleBinding/b/kubecast-api-streams',
      'RoleBinding/kubecast-api-lease',
    ]);
  });
});

describe('postgres', () => {
  it('is asked by the api and the migrations alone, and asks nobody', async () => {
    const from = (component: string) => ({
      podSelector: {
        matchLabels: {
          ...{ 'app.kubernetes.io/name': 'kubecast', 'app.kubernetes.io/instance': 'kubecast' },
          'app.kubernetes.io/component': component,
        },
      },
    });
    const { spec } = manifestOf(await renderChart(), 'NetworkPolicy/kubecast-postgres');
    expect(spec).toMatchObject({
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [from('api'), from('migrate')], ports: [{ protocol: 'TCP', port: 5432 }] }],
    });
    expect(spec).not.toHaveProperty('egress');
  });

  it('gets the password of its administrator alone; the migrations get all', async () => {
    const rendered = await renderChart({ 'postgres.existingSecret': 'mine' });
    expect(filesOf(rendered, 'StatefulSet/kubecast-postgres')).toEqual({ adminPassword: 'mine/adminPassword' });
    expect(filesOf(rendered, migrate)).toEqual({
      adminPassword: 'mine/adminPassword',
      apiPassword: 'mine/apiPassword',
      usersReaderPassword: 'mine/usersReaderPassword',
    });
  });

  it.each([
    [{}, '400'],
    [{ 'api.replicas': 5 }, '400'],
    [{ 'api.replicas': 4, 'api.postgresPoolSize': 20 }, '620'],
  ])('takes as many connections as the pods of the api may need with %j', async (values, expected) => {
    const variables = environmentOf(await renderChart(values), 'StatefulSet/kubecast-postgres');
    expect(variables).toMatchObject({ KUBECAST_POSTGRES_MAX_CONNECTIONS: expected });
  });

  it('gives its place to another server when that is named', async () => {
    const rendered = await renderChart({
      ...external,
      ...{ 'postgres.external.adminUser': 'root', 'postgres.external.adminDatabase': 'defaultdb' },
      'postgres.external.caSecret': 'db-ca',
    });
    const server = { host: 'db.example.org', port: 6432, tls: 'verify-full' };
    expect([...rendered.keys()].filter((key) => key.includes('postgres'))).toEqual([]);
    expect(jsonOf(rendered, api, 'KUBECAST_POSTGRES')).toEqual({ ...server, poolSize: 10 });
    const admin = { ...server, user: 'root', database: 'defaultdb' };
    expect(jsonOf(rendered, migrate, 'KUBECAST_POSTGRES_ADMIN')).toEqual(admin);
    expect(filesOf(rendered, migrate)).toMatchObject({ adminPassword: 'db/adminPassword', postgresCa: 'db-ca/ca.crt' });
    expect(filesOf(rendered, api)).toMatchObject({ postgresPassword: 'db/apiPassword', postgresCa: 'db-ca/ca.crt' });
  });

  it.each<[what: string, values: Values, expected: object]>([
    ['as the api does', {}, { host: 'db.example.org', port: 6432, tls: 'require' }],
    [
      'and checks its certificate',
      { 'postgres.external.usersServer': { tls: 'verify-full', certificateAuthorities: 'system' } },
      { tls: 'verify-full', certificateAuthorities: 'system' },
    ],
    ['at its own address', { 'postgres.external.usersServer': { host: '10.0.0.5', port: 5432 } }, { host: '10.0.0.5' }],
  ])('reaches itself %s', async (_, values, expected) => {
    const rendered = await renderChart({ ...external, ...values });
    expect(jsonOf(rendered, migrate, 'KUBECAST_USERS_SERVER')).toMatchObject(expected);
  });

  it.each([
    ['it is named twice', { 'postgres.external.host': 'db' }, /set postgres.enabled to false/],
    ['there is none', { 'postgres.enabled': false }, /set postgres.external.host/],
    [
      'its Secret is not named',
      { ...external, 'postgres.external.existingSecret': '' },
      /postgres.external.existingSecret is empty/,
    ],
  ])('makes the chart say what to write when %s', async (_, values, message) => {
    await expect(renderText(values)).rejects.toThrow(message);
  });

  it('is reached at its addresses alone when policies name them', async () => {
    const rendered = await renderChart({ ...external, 'networkPolicies.postgresCidrs': ['192.0.2.0/24'] });
    for (const component of ['api', 'migrate']) {
      expect(manifestOf(rendered, `NetworkPolicy/kubecast-${component}`).spec).toMatchObject({
        egress: expect.arrayContaining([
          { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 6432 }] },
        ]),
      });
    }
  });

  it('has migrations that are tried again unless only a person can mend it, and take as long as they take', async () => {
    const { spec } = manifestOf(await renderChart(), migrate);
    expect(spec).toMatchObject({
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { containerName: 'migrate', operator: 'In', values: [78] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      // The pods that failed stay, with their logs.
      template: { spec: { restartPolicy: 'Never' } },
    });
    expect(spec).not.toHaveProperty('activeDeadlineSeconds');
  });

  it('has migrations of another name when the image or the server is another', async () => {
    const nameOf = async (values: Values) => manifestOf(await renderChart(values), migrate).metadata.name;
    const names = await Promise.all([{}, { 'image.tags': { api: 'next' } }, external].map(nameOf));
    expect(new Set(names).size).toBe(3);
  });
});
