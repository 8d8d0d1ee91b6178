import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCustomResource } from './scripts/custom-resource.ts';
import { installDefinition, kubectl, readTable, tryKubectl } from './scripts/kubectl.ts';
import { type LiveStreamSpecInput, parseLiveStream } from './src/livestream.ts';
import { shardLabel } from './src/names.ts';

const namespace = `kubecast-crds-${randomBytes(3).toString('hex')}`;

// An operator that runs in this cluster leaves the streams of other shards alone.
const labels = { [shardLabel]: namespace };

const liveStream = (spec: unknown, name = 'town-hall') => ({
  apiVersion: 'kubecast.dev/v1alpha1',
  kind: 'LiveStream',
  metadata: { name, namespace, labels },
  spec,
});

/** What the API server would store; nothing is stored. */
const admit = (object: unknown) => tryKubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], object);

const rung = (name: string, height: number) => ({ name, height, videoBitrateKbps: 1000 });

beforeAll(async () => {
  await installDefinition('livestreams.yaml', 'livestreams');
  await kubectl(['create', 'namespace', namespace]);
});

afterAll(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));

describe('livestreams.yaml', () => {
  it('is established with a structural schema', async () => {
    const { status } = JSON.parse(await kubectl(['get', 'crd', 'livestreams.kubecast.dev', '-o', 'json']));
    const conditions: { type: string; status: string }[] = status.conditions;
    expect(Object.fromEntries(conditions.map((condition) => [condition.type, condition.status]))).toEqual({
      NamesAccepted: 'True',
      Established: 'True',
    });
  });

  it('takes the example of the reference page', async () => {
    const { example } = (await readCustomResource('livestreams.yaml')).schema;
    expect(await tryKubectl(['create', '-n', namespace, '--dry-run=server', '-f', '-'], example)).toMatchObject({
      succeeded: true,
    });
  });

  it('fills in every default when the spec is left out', async () => {
    const { output } = await admit({ ...liveStream(undefined), spec: undefined });
    expect(JSON.parse(output).spec).toEqual({
      ingest: { srt: { latencyMilliseconds: 120, service: { type: 'ClusterIP' } } },
      renditions: [
        { name: '1080p', height: 1080, videoBitrateKbps: 4500, audioBitrateKbps: 128 },
        { name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 },
        { name: '480p', height: 480, videoBitrateKbps: 1200, audioBitrateKbps: 128 },
        { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 128 },
      ],
      encoding: { preset: 'veryfast' },
      packaging: { segmentSeconds: 2, partMilliseconds: 200, dvrWindowSeconds: 1800 },
      reconnect: { graceSeconds: 120 },
      recording: { mode: 'Always' },
      visibility: 'Public',
      suspend: false,
    });
  });

  it('keeps what is written in every field', async () => {
    const spec: LiveStreamSpecInput = {
      title: 'Town hall',
      ingest: {
        srt: {
          credentialsSecretRef: { name: 'town-hall.key' },
          latencyMilliseconds: 400,
          service: { type: 'LoadBalancer', nodePort: 30890, annotations: { 'example.com/pool': 'public' } },
        },
      },
      renditions: [{ ...rung('720p60', 720), audioBitrateKbps: 96 }],
      encoding: { preset: 'fast' },
      packaging: { segmentSeconds: 1, partMilliseconds: 1000, dvrWindowSeconds: 0 },
      reconnect: { graceSeconds: 0 },
      recording: { mode: 'Never', rendition: '720p60', retentionDays: 30 },
      visibility: 'Private',
      suspend: true,
      podTemplate: {
        labels: { 'example.com/team': 'events' },
        annotations: { 'example.com/note': 'mind the gap' },
        resources: { requests: { cpu: 2, memory: '1Gi' }, limits: { cpu: '2500m' } },
        nodeSelector: { 'example.com/pool': 'media' },
        tolerations: [{ key: 'media', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }],
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
        priorityClassName: 'live',
        runtimeClassName: 'gvisor',
      },
    };
    const { output } = await admit(liveStream(spec));
    expect(JSON.parse(output).spec).toEqual(spec);
  });

  it.each(['a', 'town-hall', 'a1', 'a'.repeat(40)])('takes the name %s', async (name) => {
    expect(await admit(liveStream({}, name))).toMatchObject({ succeeded: true });
  });

  it.each(['town.hall', '1st-stream', 'a'.repeat(41)])('refuses the name %s', async (name) => {
    expect((await admit(liveStream({}, name))).output).toContain('metadata.name must have 1 to 40 of a-z, 0-9');
  });

  it.each([
    [
      'a nodePort on a type that has none',
      { ingest: { srt: { service: { nodePort: 30890 } } } },
      'nodePort needs a Service type that has one: set type to NodePort or LoadBalancer',
    ],
    [
      'two renditions of one name',
      { renditions: [rung('720p', 720), rung('720p', 480)] },
      'the names of renditions must differ, because playlists are kept under them: rename one',
    ],
    [
      'renditions in rising order',
      { renditions: [rung('480p', 480), rung('720p', 720)] },
      'the heights of renditions must fall from each to the next: write the highest first',
    ],
    [
      'two renditions of one height',
      { renditions: [rung('720p60', 720), rung('720p', 720)] },
      'the heights of renditions must fall from each to the next: write the highest first',
    ],
    ['a rendition named high', { renditions: [rung('high', 720)] }, 'write for example 720p or 720p60'],
    ['an odd height', { renditions: [rung('405p', 405)] }, 'height must be even, H.264 halves it for colour'],
    ['no rendition', { renditions: [] }, 'should have at least 1 items'],
    ['a part longer than a segment', { packaging: { segmentSeconds: 1, partMilliseconds: 1001 } }, 'a part may not be'],
    [
      'a part too short',
      { packaging: { partMilliseconds: 100 } },
      'partMilliseconds must be 0 for no parts, or 200 to',
    ],
    [
      'the recording of a rendition that is not there',
      { recording: { rendition: '2160p' } },
      'spec.recording.rendition: Invalid value: "object": rendition must be the name of one of spec.renditions: write',
    ],
    [
      "the operator's own label",
      { podTemplate: { labels: { 'app.kubernetes.io/name': 'mine' } } },
      'labels under kubecast.dev/ and app.kubernetes.io/ are set by the operator: use a prefix of your own',
    ],
    [
      "the operator's own annotation",
      { podTemplate: { annotations: { 'kubecast.dev/stream-id': 'mine' } } },
      'annotations under kubecast.dev/ are set by the operator: use a prefix of your own',
    ],
    [
      "the operator's mark for the autoscaler",
      { podTemplate: { annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' } } },
      'safe-to-evict is set by the operator while the stream is live: leave it out',
    ],
    ['a latency below SRT', { ingest: { srt: { latencyMilliseconds: 10 } } }, 'greater than or equal to 20'],
    ['an unknown preset', { encoding: { preset: 'slow' } }, 'supported values: "ultrafast"'],
    ['a port that is none', { ingest: { srt: { service: { type: 'NodePort', nodePort: 0 } } } }, 'equal to 1'],
    ['a quantity that is none', { podTemplate: { resources: { limits: { cpu: 'two' } } } }, 'should match'],
    ['an unknown field', { packaging: { segmentLength: 2 } }, 'unknown field "spec.packaging.segmentLength"'],
  ])('refuses %s', async (_, spec, message) => {
    expect((await admit(liveStream(spec))).output).toContain(message);
  });

  describe('once stored', () => {
    const status = {
      observedGeneration: 1,
      conditions: [
        ['Ready', 'True', 'Listening', 'An encoder may connect'],
        ['Live', 'True', 'Live', 'Media arrives'],
      ].map(([type, state, reason, message]) => ({
        type,
        status: state,
        reason,
        message,
        lastTransitionTime: '2026-01-31T19:30:00Z',
      })),
      ingest: { url: 'srt://127.0.0.1:8890?streamid=x', host: '127.0.0.1', port: 8890, streamId: 'x' },
      session: {
        id: '20260131-193000-k3x9',
        startedAt: '2026-01-31T19:30:00Z',
        source: { videoCodec: 'h264', width: 1920, height: 1080, frameRate: 29.97 },
      },
    };
    const patchStatus = () =>
      kubectl(
        ['patch', '-n', namespace, 'livestream', 'town-hall', '--subresource=status', '--type=merge'].concat([
          '-p',
          JSON.stringify({ status }),
        ]),
      );

    beforeAll(() => kubectl(['create', '-f', '-'], liveStream({})));

    it('tells its story in columns', async () => {
      await patchStatus();
      expect((await readTable(['-n', namespace, 'lstream', 'town-hall']))[0]).toMatchObject({
        NAME: 'town-hall',
        READY: 'True',
        REASON: 'Listening',
        LIVE: 'Live',
        SESSION: '20260131-193000-k3x9',
        HEIGHT: '1080',
        FPS: '29.97',
        URL: 'srt://127.0.0.1:8890?streamid=x',
        MESSAGE: 'An encoder may connect',
      });
    });

    it('is read as a LiveStream', async () => {
      const stored = await kubectl(['get', '-n', namespace, 'livestream', 'town-hall', '-o', 'json']);
      expect(parseLiveStream(JSON.parse(stored)).metadata).toMatchObject({
        name: 'town-hall',
        namespace,
        generation: 1,
      });
    });

    it('refuses a change that breaks a rule', async () => {
      const patch = JSON.stringify({ spec: { ingest: { srt: { service: { nodePort: 30890 } } } } });
      const change = ['patch', '-n', namespace, 'livestream', 'town-hall', '--dry-run=server', '--type=merge'];
      expect((await tryKubectl([...change, '-p', patch])).output).toContain('set type to NodePort or LoadBalancer');
    });

    it('is in the category kubecast', async () => {
      expect(await kubectl(['get', 'kubecast', '-n', namespace, '-o', 'name'])).toContain(
        'livestream.kubecast.dev/town-hall',
      );
    });
  });

  it('is explained by kubectl', async () => {
    const explain = () => kubectl(['explain', 'livestream.spec.packaging']).then((text) => text.replace(/\s+/g, ' '));
    await expect.poll(explain, { timeout: 20_000 }).toContain('Length of a segment, in seconds');
    expect(await explain()).toContain('1 to 6, default 2.');
  });
});
