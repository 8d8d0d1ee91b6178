import { transcoderConfigSchema, transcoderConfigVariable } from '@kubecast/media/transcoder-config';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { desiredPod } from './desired-pod.ts';
import { desiredTranscoderConfig } from './desired-transcoder-config.ts';
import { liveStreamFixture, settingsFixture } from './testing/live-stream-fixture.ts';

const announced = { streamId: 'main-id', credentialsVersion: '7' };

const small = [{ name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 128 }];

describe('desiredPod', () => {
  it.each([
    ['pod-default', liveStreamFixture()],
    [
      'pod-with-template',
      liveStreamFixture({
        renditions: small,
        ingest: {
          srt: { latencyMilliseconds: 500, service: { type: 'ClusterIP' }, credentialsSecretRef: { name: 'cam-key' } },
        },
        podTemplate: {
          labels: { 'example.com/team': 'sport' },
          annotations: { 'example.com/note': 'stage left' },
          resources: { requests: { cpu: '3' }, limits: { memory: '2Gi' } },
          nodeSelector: { media: 'true' },
          tolerations: [
            { key: 'media', operator: 'Exists', effect: 'NoSchedule' },
            { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
          ],
          affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
          priorityClassName: 'live',
          runtimeClassName: 'gvisor',
        },
      }),
    ],
  ])('makes golden/%s.yaml', async (name, liveStream) => {
    const pod = desiredPod(liveStream, settingsFixture, announced).withName('main-b4r7x');
    await expect(stringify(pod)).toMatchFileSnapshot(`golden/${name}.yaml`);
  });

  it('gives the agent a document that it accepts', () => {
    const pod = desiredPod(liveStreamFixture(), settingsFixture, announced).withName('main-b4r7x');
    const variable = pod.spec?.containers[0]?.env?.find(({ name }) => name === transcoderConfigVariable);
    expect(transcoderConfigSchema.parse(JSON.parse(variable?.value ?? ''))).toMatchObject({
      stream: 'main',
      partMs: 200,
    });
  });

  it('keeps its hash when only what may change under a running pod changes', () => {
    const { hash } = desiredPod(liveStreamFixture(), settingsFixture, announced);
    const other = liveStreamFixture({
      title: 'Another',
      visibility: 'Private',
      ingest: { srt: { latencyMilliseconds: 120, service: { type: 'NodePort', nodePort: 30_890 } } },
    });
    expect(desiredPod(other, settingsFixture, { streamId: 'other-id', credentialsVersion: '8' }).hash).toBe(hash);
  });

  it('keeps its hash when encoders are told another address, so that a gateway can be added under live streams', () => {
    const { hash } = desiredPod(liveStreamFixture(), settingsFixture, announced);
    const elsewhere = { nodePortHost: '203.0.113.7', gateway: { host: 'live.example.com', port: 8890 } };
    expect(desiredPod(liveStreamFixture(), { ...settingsFixture, ...elsewhere }, announced).hash).toBe(hash);
  });

  it.each([
    ['what is recorded is the highest anyway', { rendition: '1080p' }, undefined],
    ['a lower one is recorded', { rendition: '360p' }, '360p'],
    ['nothing is recorded', { mode: 'Never', rendition: '360p' }, undefined],
  ] as const)('tells the agent what to keep longest when %s', (_what, changes, kept) => {
    const { spec } = liveStreamFixture();
    const liveStream = liveStreamFixture({ recording: { ...spec.recording, ...changes } });
    expect(desiredTranscoderConfig(liveStream, settingsFixture, 1).recordedRendition).toBe(kept);
  });

  it('keeps its hash when the highest rendition is named as the one to record', () => {
    const { spec } = liveStreamFixture();
    const named = liveStreamFixture({ recording: { ...spec.recording, rendition: spec.renditions[0]?.name ?? '' } });
    const { hash } = desiredPod(liveStreamFixture(), settingsFixture, announced);
    expect(desiredPod(named, settingsFixture, announced).hash).toBe(hash);
  });

  it.each([
    ['the ladder', liveStreamFixture({ renditions: small }), settingsFixture],
    ['the pod template', liveStreamFixture({ podTemplate: { labels: { 'example.com/team': 'x' } } }), settingsFixture],
    ['the image', liveStreamFixture(), { ...settingsFixture, transcoderImage: 'kubecast.dev/transcoder:next' }],
  ])('changes its hash when %s changes', (_what, liveStream, settings) => {
    const { hash } = desiredPod(liveStreamFixture(), settingsFixture, announced);
    expect(desiredPod(liveStream, settings, announced).hash).not.toBe(hash);
  });
});
