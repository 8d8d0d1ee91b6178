import { type TranscoderPodFacts, transcoderPod } from '@kubecast/media/testing/transcoder-pod';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { describe, expect, it } from 'vitest';
import { parseRoutedLiveStream } from './live-streams-kind.ts';
import { buildRoutingTable } from './routing-table.ts';

const liveStream = (spec: Record<string, unknown> = {}) =>
  parseRoutedLiveStream({
    apiVersion: 'kubecast.dev/v1alpha1',
    kind: 'LiveStream',
    metadata: { namespace: 'live', name: 'main', uid: 'uid-main' },
    spec,
  });

const originOf = (pods: readonly Pod[]) =>
  buildRoutingTable([liveStream()], pods).find({ namespace: 'live', stream: 'main' })?.origin;

const at = (name: string, host: string) => ({ kind: 'at', podUid: `uid-${name}`, url: `http://${host}:8080` });

describe('buildRoutingTable', () => {
  it('takes the defaults of the resource where the spec is silent', () => {
    const table = buildRoutingTable([liveStream()], []);
    const route = { visibility: 'Public', graceSeconds: 120, origin: { kind: 'none' } };
    expect(table.find({ namespace: 'live', stream: 'main' })).toEqual(route);
    expect(table.find({ namespace: 'live', stream: 'other' })).toBeUndefined();
    expect(table.find({ namespace: 'other', stream: 'main' })).toBeUndefined();
  });

  it('carries what the spec says', () => {
    const spec = { visibility: 'Private', suspend: true, reconnect: { graceSeconds: 5 } };
    const route = buildRoutingTable([liveStream(spec)], []).find({ namespace: 'live', stream: 'main' });
    expect(route).toMatchObject({ visibility: 'Private', graceSeconds: 5 });
  });

  it.each<[string, TranscoderPodFacts[], unknown]>([
    ['no pod', [], { kind: 'none' }],
    ['a ready pod', [{ name: 'a', ip: '10.0.0.1' }], at('a', '10.0.0.1')],
    ['an IPv6 pod', [{ name: 'a', ip: 'fd00::1' }], at('a', '[fd00::1]')],
    ['a pod without an address', [{ name: 'a', ready: false, phase: 'Pending' }], { kind: 'starting' }],
    ['a pod that is not ready', [{ name: 'a', ip: '10.0.0.1', ready: false }], at('a', '10.0.0.1')],
    ['a finished pod', [{ name: 'a', ip: '10.0.0.1', phase: 'Failed' }], { kind: 'none' }],
    ['a leaving pod alone', [{ name: 'a', ip: '10.0.0.1', leaving: true }], at('a', '10.0.0.1')],
    ['a leaving pod that lost its address', [{ name: 'a', leaving: true, ready: false }], { kind: 'none' }],
    ['a pod of a namesake', [{ name: 'a', ip: '10.0.0.1', owner: 'older-uid' }], { kind: 'none' }],
    [
      'a leaving pod and its ready successor',
      [
        { name: 'a', ip: '10.0.0.1', leaving: true },
        { name: 'b', ip: '10.0.0.2' },
      ],
      at('b', '10.0.0.2'),
    ],
    [
      'a leaving pod that still serves and a successor that does not yet',
      [
        { name: 'a', ip: '10.0.0.1', leaving: true },
        { name: 'b', ip: '10.0.0.2', ready: false, second: 1 },
      ],
      at('a', '10.0.0.1'),
    ],
    [
      'a lost pod and a successor without an address',
      [
        { name: 'a', leaving: true, ready: false },
        { name: 'b', ready: false, phase: 'Pending' },
      ],
      { kind: 'starting' },
    ],
    [
      'two ready pods',
      [
        { name: 'a', ip: '10.0.0.1', second: 1 },
        { name: 'b', ip: '10.0.0.2', second: 2 },
        { name: 'c', ip: '10.0.0.3', second: 0 },
      ],
      at('b', '10.0.0.2'),
    ],
  ])('decides for %s', (_what, pods, origin) => {
    expect(originOf(pods.map(transcoderPod))).toEqual(origin);
    expect(originOf(pods.map(transcoderPod).reverse())).toEqual(origin);
  });

  it('names the pods that are asked', () => {
    const pods = [
      transcoderPod({ name: 'a', ip: '10.0.0.1', leaving: true }),
      transcoderPod({ name: 'b', ip: '10.0.0.2' }),
    ];
    expect(buildRoutingTable([liveStream()], pods).podUids).toEqual(new Set(['uid-b']));
  });
});
