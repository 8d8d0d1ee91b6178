import { type TranscoderPodFacts, transcoderPod } from '@kubecast/media/testing/transcoder-pod';
import { describe, expect, it } from 'vitest';
import { parseKnownLiveStream } from './known-live-streams.ts';
import { streamTargets } from './stream-targets.ts';

interface LiveStreamFacts {
  readonly suspend?: boolean;
  readonly streamId?: string;
  readonly leaving?: boolean;
  readonly createdAt?: string;
}

const liveStream = (name: string, facts: LiveStreamFacts = {}) =>
  parseKnownLiveStream({
    apiVersion: 'kubecast.dev/v1alpha1',
    kind: 'LiveStream',
    metadata: {
      namespace: 'live',
      name,
      uid: `uid-${name}`,
      creationTimestamp: facts.createdAt ?? '2026-11-22T12:00:00Z',
      ...(facts.leaving ? { deletionTimestamp: '2026-11-22T12:00:00Z' } : {}),
    },
    spec: { suspend: facts.suspend ?? false },
    ...(facts.streamId === undefined ? {} : { status: { ingest: { streamId: facts.streamId } } }),
  });

const at = (name: string, host: string, of = 'main') => ({
  kind: 'at',
  stream: `live/${of}`,
  pod: { uid: `uid-${name}`, host, port: 8890 },
});
const away = (isExpected: boolean) => ({ kind: 'away', stream: 'live/main', isExpected });

describe('streamTargets', () => {
  const main = liveStream('main', { streamId: 'camera' });

  it.each<[string, TranscoderPodFacts[], unknown]>([
    ['a pod', [{ name: 'a', ip: '10.0.0.1' }], at('a', '10.0.0.1')],
    ['a pod that is not Ready', [{ name: 'a', ip: '10.0.0.1', ready: false }], at('a', '10.0.0.1')],
    ['no pod', [], away(true)],
    ['a pod without an address', [{ name: 'a' }], away(true)],
    ['a finished pod', [{ name: 'a', ip: '10.0.0.1', phase: 'Failed' }], away(true)],
    ['a leaving pod', [{ name: 'a', ip: '10.0.0.1', leaving: true }], away(true)],
    ['a pod of a namesake', [{ name: 'a', ip: '10.0.0.1', owner: 'older' }], away(true)],
    [
      'a leaving pod and its successor',
      [
        { name: 'a', ip: '10.0.0.1', leaving: true },
        { name: 'b', ip: '10.0.0.2', ready: false },
      ],
      at('b', '10.0.0.2'),
    ],
  ])('decides for %s', (_, pods, target) => {
    expect(streamTargets([main], pods.map(transcoderPod)).get('camera')).toEqual(target);
    expect(streamTargets([main], pods.map(transcoderPod).reverse()).get('camera')).toEqual(target);
  });

  it('expects no pod of a stream that is suspended or deleted', () => {
    const suspended = liveStream('main', { streamId: 'camera', suspend: true });
    const leaving = liveStream('main', { streamId: 'camera', leaving: true });
    expect([suspended, leaving].map((stream) => streamTargets([stream], []).get('camera'))).toEqual([
      away(false),
      away(false),
    ]);
  });

  it('goes by the pod’s id while there is a pod', () => {
    const targets = streamTargets([main], [transcoderPod({ name: 'a', ip: '10.0.0.1', streamId: 'rotated' })]);
    expect([...targets.keys()]).toEqual(['rotated']);
  });

  describe('of two streams that claim one id', () => {
    const rival = { name: 'b', ip: '10.0.0.2', of: 'other' };
    const own = { name: 'a', ip: '10.0.0.1' };
    const later = '2026-11-22T13:00:00Z';

    interface Claims {
      readonly main: LiveStreamFacts;
      readonly other?: LiveStreamFacts;
      readonly pods: readonly TranscoderPodFacts[];
    }

    it.each<[string, Claims, unknown]>([
      [
        'the one whose status tells it',
        { main: { streamId: 'camera', createdAt: later }, pods: [own, rival] },
        at('a', '10.0.0.1'),
      ],
      [
        'the one whose status tells it, also without a pod',
        { main: { streamId: 'camera', createdAt: later }, pods: [rival] },
        away(true),
      ],
      [
        'neither, while the one whose status tells it is given another id',
        { main: { streamId: 'camera' }, pods: [{ ...own, streamId: 'rotated' }, rival] },
        undefined,
      ],
      [
        'the older one when both tell it',
        { main: { streamId: 'camera' }, other: { streamId: 'camera', createdAt: later }, pods: [rival] },
        away(true),
      ],
      [
        'the older one when neither tells it',
        { main: { streamId: 'before' }, other: { createdAt: later }, pods: [own, rival] },
        at('a', '10.0.0.1'),
      ],
      [
        'the only one whose pods say it',
        { main: { streamId: 'before' }, other: { streamId: 'else' }, pods: [{ ...own, streamId: 'x' }, rival] },
        at('b', '10.0.0.2', 'other'),
      ],
    ])('takes %s', (_, claims, target) => {
      const streams = [liveStream('main', claims.main), liveStream('other', claims.other)];
      const pods = claims.pods.map(transcoderPod);
      expect(streamTargets(streams, pods).get('camera')).toEqual(target);
      expect(streamTargets(streams.reverse(), pods).get('camera')).toEqual(target);
    });

    it('takes the one whose uid comes first when both are of one second', () => {
      const [main, other] = [liveStream('main', { streamId: 'camera' }), liveStream('other', { streamId: 'camera' })];
      const pods = [own, rival].map(transcoderPod);
      expect(streamTargets([other, main], pods).get('camera')).toEqual(at('a', '10.0.0.1'));
      expect(streamTargets([main, other], pods).get('camera')).toEqual(at('a', '10.0.0.1'));
    });
  });

  it('knows no id of a stream that has none yet', () => {
    expect(streamTargets([liveStream('main')], []).size).toBe(0);
  });
});
