import { describe, expect, it } from 'vitest';
import { parseOwnedFields } from './owned-fields.ts';
import { findDifference } from './owned-fields-difference.ts';

/** A Pod as it was applied; `live` and `owned` are what a Kubernetes 1.34 API server made of it. */
const buildDesired = () => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    namespace: 'live',
    labels: { a: '', b: 'x' },
    annotations: {},
    finalizers: ['kubecast.dev/x'],
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u-1', controller: true }],
  },
  spec: {
    hostNetwork: false,
    restartPolicy: 'Always',
    tolerations: [{ key: 'gone', operator: 'Exists' }],
    containers: [
      {
        name: 'c',
        image: 'example/x',
        command: [],
        env: [
          { name: 'A', value: '' },
          { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
        ],
        ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP', name: 'u' }],
        resources: { requests: { cpu: '1000m', memory: '0.5Gi' }, limits: { cpu: 2 } },
      },
    ],
    volumes: [{ name: 'v', emptyDir: { sizeLimit: '1024Mi' } }],
  },
});

const buildLive = () => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    namespace: 'live',
    uid: 'u-2',
    resourceVersion: '1122',
    labels: { a: '', b: 'x', 'set-by': 'somebody' },
    finalizers: ['example.com/other', 'kubecast.dev/x'],
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u-1', controller: true }],
  },
  spec: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    nodeName: 'kubecast-control-plane',
    tolerations: [{ key: 'gone', operator: 'Exists' }],
    containers: [
      { name: 'injected', image: 'example/sidecar' },
      {
        name: 'c',
        image: 'example/x',
        imagePullPolicy: 'Always',
        env: [{ name: 'A' }, { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
        ports: [
          { containerPort: 80, protocol: 'TCP' },
          { containerPort: 80, name: 'u', protocol: 'UDP' },
        ],
        resources: { limits: { cpu: '2' }, requests: { cpu: '1', memory: '512Mi' } },
      },
    ],
    volumes: [
      { name: 'v', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'kube-api-access', projected: { defaultMode: 420 } },
    ],
  },
});

const owned = parseOwnedFields({
  'f:metadata': {
    'f:annotations': {},
    'f:finalizers': { 'v:"kubecast.dev/x"': {} },
    'f:labels': { 'f:a': {}, 'f:b': {} },
    'f:ownerReferences': { 'k:{"uid":"u-1"}': {} },
  },
  'f:spec': {
    'f:containers': {
      'k:{"name":"c"}': {
        '.': {},
        'f:command': {},
        'f:env': {
          'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} },
          'k:{"name":"B"}': { '.': {}, 'f:name': {}, 'f:valueFrom': { 'f:fieldRef': {} } },
        },
        'f:image': {},
        'f:name': {},
        'f:ports': {
          'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
          'k:{"containerPort":80,"protocol":"UDP"}': {
            '.': {},
            'f:containerPort': {},
            'f:name': {},
            'f:protocol': {},
          },
        },
        'f:resources': { 'f:limits': { 'f:cpu': {} }, 'f:requests': { 'f:cpu': {}, 'f:memory': {} } },
      },
    },
    'f:hostNetwork': {},
    'f:restartPolicy': {},
    'f:tolerations': {},
    'f:volumes': { 'k:{"name":"v"}': { '.': {}, 'f:emptyDir': { 'f:sizeLimit': {} }, 'f:name': {} } },
  },
});

type Desired = ReturnType<typeof buildDesired>;
type Live = ReturnType<typeof buildLive>;
type Change = (desired: Desired & Record<string, unknown>, live: Live) => void;

const container = ({ spec }: { spec: { containers: Desired['spec']['containers'] } }) => {
  const [first] = spec.containers;
  if (first === undefined) throw new Error('There is no container');
  return first;
};

const c = '{"name":"c"}';

describe('findDifference', () => {
  it('finds none when defaults, quantities, empty values and others’ fields are all that differs', () => {
    expect(findDifference(buildDesired(), buildLive(), owned)).toBeUndefined();
  });

  it('finds none when an object with nothing but a name in its metadata is as desired', () => {
    const desired = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: '1' } };
    const live = { ...desired, metadata: { name: 'a', uid: 'u', resourceVersion: '1' } };
    expect(findDifference(desired, live, parseOwnedFields({ 'f:data': { 'f:a': {} } }))).toBeUndefined();
    expect(findDifference({ ...desired, data: {} }, { ...live, data: {} }, parseOwnedFields({}))).toBeUndefined();
  });

  it.each<[string, Change, string, string]>([
    [
      'a value changes',
      (desired) => void Object.assign(container(desired), { image: 'example/y' }),
      `spec.containers[${c}].image`,
      'value',
    ],
    [
      'a quantity changes',
      (desired) => void Object.assign(container(desired).resources.requests, { cpu: '1001m' }),
      `spec.containers[${c}].resources.requests.cpu`,
      'value',
    ],
    [
      'a label that looks like a quantity is written otherwise',
      (desired, live) => {
        desired.metadata.labels.b = '1000m';
        live.metadata.labels.b = '1';
      },
      'metadata.labels.b',
      'value',
    ],
    [
      'a label is no longer desired',
      (desired) => void Reflect.deleteProperty(desired.metadata.labels, 'b'),
      'metadata.labels.b',
      'removed',
    ],
    [
      'a part is no longer desired',
      (desired) => void Reflect.deleteProperty(container(desired), 'resources'),
      `spec.containers[${c}].resources`,
      'removed',
    ],
    [
      'a keyed item is no longer desired',
      (desired) => void container(desired).ports.pop(),
      `spec.containers[${c}].ports[{"containerPort":80,"protocol":"UDP"}]`,
      'removed',
    ],
    [
      'a keyed item is new',
      (desired) => void desired.spec.volumes.push({ name: 'w', emptyDir: { sizeLimit: '1' } }),
      'spec.volumes[]',
      'missing',
    ],
    [
      'somebody removed a keyed item',
      (_, live) => void live.spec.volumes.shift(),
      'spec.volumes[{"name":"v"}]',
      'missing',
    ],
    [
      'a set’s value is no longer desired',
      (desired) => void desired.metadata.finalizers.splice(0, 1, 'kubecast.dev/y'),
      'metadata.finalizers["kubecast.dev/x"]',
      'removed',
    ],
    [
      'somebody removed a set’s value',
      (_, live) => void live.metadata.finalizers.pop(),
      'metadata.finalizers["kubecast.dev/x"]',
      'missing',
    ],
    [
      'somebody changed a label',
      (_, live) => void Object.assign(live.metadata.labels, { b: 'theirs' }),
      'metadata.labels.b',
      'value',
    ],
    [
      'somebody added to an atomic list',
      (_, live) => void live.spec.tolerations.push({ key: 'more', operator: 'Exists' }),
      'spec.tolerations',
      'value',
    ],
    ['a field is new', (desired) => void Object.assign(desired.spec, { priority: 5 }), 'spec.priority', 'missing'],
    [
      'a field with the shape of another is desired',
      (desired) => void Object.assign(desired.spec, { volumes: { v: 1 } }),
      'spec.volumes',
      'value',
    ],
    [
      'an owner reference changes',
      (desired) => {
        for (const reference of desired.metadata.ownerReferences) reference.controller = false;
      },
      'metadata.ownerReferences[{"uid":"u-1"}]',
      'value',
    ],
  ])('finds where when %s', (_, change, path, kind) => {
    const desired = buildDesired();
    const live = buildLive();
    change(desired, live);
    expect(findDifference(desired, live, owned)).toEqual({ path, kind });
  });
});
