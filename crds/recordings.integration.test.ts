import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCustomResource } from './scripts/custom-resource.ts';
import { installDefinition, kubectl, readTable, tryKubectl } from './scripts/kubectl.ts';

const namespace = `kubecast-crds-${randomBytes(3).toString('hex')}`;

const source = { liveStream: 'town-hall', session: '20260131-193000-k3x9' };
const range = { from: '2026-01-31T19:40:00Z', to: '2026-01-31T19:45:00Z' };
const clip = { source, range, rendition: '720p' };

const recording = (spec: unknown, name = 'highlights') => ({
  apiVersion: 'kubecast.dev/v1alpha1',
  kind: 'Recording',
  metadata: { name, namespace },
  spec,
});

/** What the API server would store; nothing is stored. */
const admit = (object: unknown) => tryKubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], object);

const applied = (name: string, spec: unknown) =>
  tryKubectl(
    ['apply', '--server-side', '--field-manager=test', '--dry-run=server', '-o', 'json', '-f', '-'],
    recording(spec, name),
  );

beforeAll(async () => {
  await installDefinition('recordings.yaml', 'recordings');
  await kubectl(['create', 'namespace', namespace]);
});

afterAll(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));

describe('recordings.yaml', () => {
  it('is established with a structural schema', async () => {
    const { status } = JSON.parse(await kubectl(['get', 'crd', 'recordings.kubecast.dev', '-o', 'json']));
    const conditions: { type: string; status: string }[] = status.conditions;
    expect(Object.fromEntries(conditions.map((condition) => [condition.type, condition.status]))).toEqual({
      NamesAccepted: 'True',
      Established: 'True',
    });
  });

  it('takes the example of the reference page', async () => {
    const { example } = (await readCustomResource('recordings.yaml')).schema;
    expect(await tryKubectl(['create', '-n', namespace, '--dry-run=server', '-f', '-'], example)).toMatchObject({
      succeeded: true,
    });
  });

  it('fills in every default when only the source is written', async () => {
    const { output } = await admit(recording({ source }));
    expect(JSON.parse(output).spec).toEqual({ source, visibility: 'Public', deletionPolicy: 'Delete' });
  });

  it.each([
    ['2026-01-31T20:40:00+01:00', range.to],
    [range.from, '2026-01-31T18:45:00.5-01:00'],
  ])('takes a range from %s to %s, whatever their zones', async (from, to) => {
    expect(await admit(recording({ source, range: { from, to } }))).toMatchObject({ succeeded: true });
  });

  it.each(['a', 'town-hall-20260131-193000-k3x9', 'a'.repeat(63)])('takes the name %s', async (name) => {
    expect(await admit(recording({ source }, name))).toMatchObject({ succeeded: true });
  });

  it.each(['town.hall', '1st', 'a'.repeat(64)])('refuses the name %s', async (name) => {
    expect((await admit(recording({ source }, name))).output).toContain('metadata.name must have 1 to 63 of a-z');
  });

  it.each([
    ['no spec', undefined, 'spec: Required value'],
    ['no source', {}, 'spec.source: Required value'],
    [
      'a source that can be no stream',
      { source: { ...source, liveStream: 'Town Hall' } },
      'liveStream must be the name of a LiveStream in this namespace: write for example town-hall',
    ],
    [
      'a session that is none',
      { source: { ...source, session: '2026-01-31T19:30:00Z' } },
      "session must be a session's id as status.session.id of the LiveStream shows it: write for example",
    ],
    [
      'a range that ends where it begins',
      { source, range: { from: range.from, to: range.from } },
      'range.to must be later than range.from: swap them or set a later end',
    ],
    [
      'a range that runs backwards',
      { source, range: { from: range.to, to: range.from } },
      'range.to must be later than range.from: swap them or set a later end',
    ],
    [
      'a range that runs backwards, though its texts do not',
      { source, range: { from: '2026-01-31T19:40:00-01:00', to: range.to } },
      'range.to must be later than range.from: swap them or set a later end',
    ],
    [
      'a day that there is not',
      { source, range: { ...range, to: '2026-02-30T19:45:00Z' } },
      'must be of type date-time',
    ],
    ['a time without a zone', { source, range: { ...range, to: '2026-01-31T19:45:00' } }, "in body should match '^"],
    ['a time in small letters', { source, range: { ...range, to: '2026-01-31t19:45:00z' } }, "in body should match '^"],
    [
      'a rendition that can be none',
      { source, rendition: '1080' },
      'rendition must be the name of a rendition: write for example 720p',
    ],
    ['a range without an end', { source, range: { from: range.from } }, 'spec.range.to: Required value'],
    ['an unknown deletion policy', { source, deletionPolicy: 'Keep' }, 'supported values: "Delete", "Retain"'],
    ['a retention of no day', { source, retentionDays: 0 }, 'greater than or equal to 1'],
  ])('refuses %s', async (_, spec, message) => {
    expect((await admit(recording(spec))).output).toContain(message);
  });

  describe('once stored', () => {
    beforeAll(async () => {
      const apply = ['apply', '--server-side', '--field-manager=test', '-f', '-'];
      await kubectl(apply, recording({ source }, 'whole'));
      await kubectl(apply, recording(clip, 'clip'));
    });

    it('takes another title', async () => {
      expect(await applied('clip', { ...clip, title: 'The best of it' })).toMatchObject({ succeeded: true });
    });

    it.each([
      [
        'another stream',
        'whole',
        { source: { ...source, liveStream: 'keynote' } },
        'source cannot change: make another',
      ],
      ['another session', 'whole', { source: { ...source, session: '20260131-203000-aaaa' } }, 'source cannot change'],
      ['a range where none was', 'whole', { source, range }, 'range cannot change: make another Recording'],
      ['another range', 'clip', { ...clip, range: { ...range, to: '2026-01-31T19:50:00Z' } }, 'range cannot change'],
      ['no range where one was', 'clip', { source, rendition: '720p' }, 'range cannot change: make another Recording'],
      ['another rendition', 'clip', { ...clip, rendition: '480p' }, 'rendition cannot change: make another Recording'],
      ['a rendition where none was', 'whole', { source, rendition: '720p' }, 'rendition cannot change'],
      ['no rendition where one was', 'clip', { source, range }, 'rendition cannot change'],
    ])('refuses %s', async (_, name, spec, message) => {
      expect((await applied(name, spec)).output).toContain(message);
    });

    it('is found by its stream', async () => {
      const find = (stream: string) =>
        kubectl([
          'get',
          'recordings',
          '-n',
          namespace,
          '-o',
          'name',
          `--field-selector=spec.source.liveStream=${stream}`,
        ]);
      expect((await find('town-hall')).trim().split('\n')).toHaveLength(2);
      expect((await find('keynote')).trim()).toBe('');
    });

    it('tells its story in columns', async () => {
      const condition = { type: 'Ready', status: 'True', reason: 'Complete', message: 'The video can be played' };
      const status = {
        conditions: [{ ...condition, lastTransitionTime: '2026-01-31T19:50:00Z' }],
        duration: '5m1s',
        size: '1.4 GiB',
        height: 1080,
        missingSegments: 0,
      };
      const target = ['patch', '-n', namespace, 'recording', 'clip', '--subresource=status', '--type=merge'];
      const observeRow = async () => {
        await kubectl([...target, '-p', JSON.stringify({ status })]);
        return (await readTable(['-n', namespace, 'rec', 'clip']))[0];
      };
      await expect.poll(observeRow, { timeout: 30_000 }).toMatchObject({
        NAME: 'clip',
        STREAM: 'town-hall',
        STATE: 'Complete',
        DURATION: '5m1s',
        SIZE: '1.4 GiB',
        SESSION: '20260131-193000-k3x9',
        HEIGHT: '1080',
        MISSING: '0',
        MESSAGE: 'The video can be played',
      });
    });
  });

  it('is explained by kubectl', async () => {
    const explain = () =>
      kubectl(['explain', 'recording.spec.deletionPolicy']).then((text) => text.replace(/\s+/g, ' '));
    await expect.poll(explain, { timeout: 20_000 }).toContain('`Retain` leaves them');
  });
});
