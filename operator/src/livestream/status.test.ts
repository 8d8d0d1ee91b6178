import type { LiveStream, LiveStreamStatus } from '@kubecast/crds/livestream';
import type { Service } from '@kubecast/runtime/core-kinds';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import type { PodStatus } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CredentialsRefusedError } from '../credentials/store-credentials.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { deriveStatus } from './status.ts';
import { defaultSpec, liveStreamFixture, settingsFixture } from './testing/live-stream-fixture.ts';
import {
  knownFeed,
  observedPod,
  readyStatus,
  sessionFixture,
  unschedulableStatus,
  waitingStatus,
} from './testing/pod-fixture.ts';
import { scopeFixture } from './testing/scope-fixture.ts';

const now = new Date('2026-11-22T18:10:00Z');

const withStatus = (liveStream: LiveStream, status: LiveStreamStatus): LiveStream => ({ ...liveStream, status });

const suspended = liveStreamFixture({ suspend: true });
const session = { id: '20261122-180500-a1b2', startedAt: '2026-11-22T18:05:00.000Z' };
const endedAt = new Date('2026-11-22T18:08:00Z');
const live = knownFeed(sessionFixture());
const unavailable = { status: 'unavailable', reason: 'ECONNREFUSED' } as const;
const unhealthy = {
  status: 'known',
  state: {
    podUid: 'pod-uid',
    liveStreamUid: 'main-uid',
    session: sessionFixture(),
    ingest: { healthy: false, reason: 'BFrames', message: 'The source has B-frames: set the profile to baseline' },
    storage: { healthy: false, reason: 'BucketUnreachable', message: 'Uploads are 12 s late' },
  },
} as const;

const silentStatus: PodStatus = {
  phase: 'Running',
  podIP: '10.244.0.7',
  conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-22T18:08:00Z' }],
  containerStatuses: [
    {
      name: 'transcoder',
      image: '',
      imageID: '',
      ready: false,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: '2026-11-22T18:01:00Z' } },
    },
  ],
};

const cases: readonly (readonly [string, LiveStreamScope])[] = [
  ['status-new', scopeFixture(undefined)],
  ['status-starting', scopeFixture(observedPod({ status: 'pending' }, waitingStatus('ContainerCreating', '')))],
  ['status-idle', scopeFixture(observedPod())],
  ['status-live', scopeFixture(observedPod(live))],
  ['status-reconnecting', scopeFixture(observedPod(knownFeed(sessionFixture({ phase: 'Reconnecting' }))))],
  [
    'status-ended',
    scopeFixture(observedPod(knownFeed(sessionFixture({ phase: 'Ended', endedAt: '2026-11-22T18:09:00.000Z' })))),
  ],
  [
    'status-new-pod-after-session',
    scopeFixture(observedPod(knownFeed()), {
      liveStream: withStatus(liveStreamFixture(), { session }),
      sessionEndedAt: endedAt,
    }),
  ],
  ['status-not-listening', scopeFixture(observedPod(knownFeed(), silentStatus))],
  ['status-unhealthy', scopeFixture(observedPod(unhealthy))],
  ['status-change-waits', scopeFixture(observedPod(live), { changeWaits: true })],
  ['status-change-waits-unheard', scopeFixture(observedPod(unavailable), { changeWaits: true })],
  ['status-feed-unavailable', scopeFixture(observedPod(unavailable))],
  ['status-unschedulable', scopeFixture(observedPod({ status: 'pending' }, unschedulableStatus))],
  [
    'status-image-pull',
    scopeFixture(observedPod({ status: 'pending' }, waitingStatus('ErrImageNeverPull', 'image is not present'))),
  ],
  [
    'status-pod-lost',
    scopeFixture(undefined, { liveStream: withStatus(liveStreamFixture(), { session }), failure: new Error('Oops') }),
  ],
  ['status-suspending', scopeFixture(undefined, { liveStream: suspended, pods: [observedPod(live)] })],
  [
    'status-suspended',
    scopeFixture(undefined, { liveStream: withStatus(suspended, { session }), sessionEndedAt: endedAt }),
  ],
  [
    'status-stalled',
    scopeFixture(undefined, {
      failure: new StalledError('SecretNotFound', 'Secret live/cam-key does not exist'),
      streamId: undefined,
    }),
  ],
  [
    'status-stalled-while-listening',
    scopeFixture(observedPod(live), { failure: new StalledError('NodePortTaken', 'Node port 30890 is taken') }),
  ],
  [
    'status-quota',
    scopeFixture(undefined, { failure: new WaitingError('PodRefused', 'The pod does not fit the quota', 30_000) }),
  ],
  [
    'status-no-credentials',
    scopeFixture(undefined, { failure: new CredentialsRefusedError('Could not get credentials') }),
  ],
  [
    'status-setback',
    scopeFixture(observedPod(live), { setback: new CredentialsRefusedError('Could not get credentials') }),
  ],
  [
    'status-terminating',
    scopeFixture(observedPod(), {
      liveStream: {
        ...liveStreamFixture(),
        metadata: { ...liveStreamFixture().metadata, deletionTimestamp: '2026-11-22T18:09:59Z' },
      },
    }),
  ],
];

describe('deriveStatus', () => {
  it.each(cases)('derives golden/%s.yaml', async (name, scope) => {
    await expect(stringify(deriveStatus(scope, settingsFixture, now))).toMatchFileSnapshot(`golden/${name}.yaml`);
  });

  it('is the same a second time, and after the next pass at a later time', () => {
    for (const [, scope] of cases) {
      const first = deriveStatus(scope, settingsFixture, now);
      const later = { ...scope, liveStream: withStatus(scope.liveStream, first) };
      expect(deriveStatus(later, settingsFixture, new Date('2026-11-22T19:00:00Z'))).toEqual(first);
    }
  });

  it('keeps what only the feed can tell until the feed was heard, so that a restart of the operator writes nothing', () => {
    const first = deriveStatus(scopeFixture(observedPod(live)), settingsFixture, now);
    const restarted = scopeFixture(observedPod({ status: 'pending' }), {
      liveStream: withStatus(liveStreamFixture(), first),
    });
    expect(deriveStatus(restarted, settingsFixture, new Date('2026-11-22T19:00:00Z'))).toEqual(first);
  });

  it.each([
    [
      'NodePort',
      { type: 'NodePort', nodePort: 30_890 } as const,
      settingsFixture,
      'srt://172.18.0.2:30890?streamid=main-id',
    ],
    [
      'NodePort with a configured host',
      { type: 'NodePort', nodePort: 30_890 } as const,
      { ...settingsFixture, nodePortHost: 'fd00::1' },
      'srt://[fd00::1]:30890?streamid=main-id',
    ],
    ['ClusterIP', { type: 'ClusterIP' } as const, settingsFixture, 'srt://main-srt.live.svc:8890?streamid=main-id'],
    [
      'ClusterIP behind the gateway',
      { type: 'ClusterIP' } as const,
      { ...settingsFixture, gateway: { host: 'live.example.com', port: 8890 } },
      'srt://live.example.com:8890?streamid=main-id',
    ],
    ['LoadBalancer without an address', { type: 'LoadBalancer' } as const, settingsFixture, undefined],
  ])('tells where the encoder connects for %s', (_what, service, settings, url) => {
    const liveStream = liveStreamFixture({ ...defaultSpec, ingest: { srt: { latencyMilliseconds: 120, service } } });
    const status = deriveStatus(scopeFixture(observedPod(knownFeed(), readyStatus), { liveStream }), settings, now);
    expect(status.ingest?.url).toBe(url);
  });

  it.each<[what: string, ingress: readonly { hostname?: string; ip?: string }[], url: string]>([
    ['the load balancer’s name', [{ hostname: 'lb.example.com' }], 'srt://lb.example.com:9000?streamid=main-id'],
    ['the load balancer’s address', [{ ip: '203.0.113.7' }], 'srt://203.0.113.7:9000?streamid=main-id'],
    ['the stream’s own Service as long as there is none', [], 'srt://main-srt.live.svc:8890?streamid=main-id'],
  ])('tells, of a gateway whose address nobody configured, %s', (_what, ingress, url) => {
    const gatewayService: Service = {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'kubecast-system', name: 'kubecast-gateway' } },
      spec: { type: 'LoadBalancer', ports: [{ port: 9000 }] },
      status: { loadBalancer: { ingress: [...ingress] } },
    };
    const scope = scopeFixture(observedPod(), { gatewayService });
    expect(deriveStatus(scope, settingsFixture, now).ingest?.url).toBe(url);
    const configured = { ...settingsFixture, gateway: { host: 'live.example.com', port: 8890 } };
    expect(deriveStatus(scope, configured, now).ingest?.host).toBe('live.example.com');
  });
});
