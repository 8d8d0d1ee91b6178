import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingKind } from '@kubecast/crds/recording';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { isNotFound } from '@kubecast/runtime/api-error';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { jobs, secrets } from '@kubecast/runtime/core-kinds';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSecret } from '../credentials/secret-data.ts';
import { recorderSecretName } from './recording-child-metadata.ts';
import { RecordingTestBed } from './testing/recording-test-bed.ts';
import type { RunningRecordings } from './testing/running-recordings.ts';

const session = '20261122-180500-a1b2';
const complete = { outcome: 'complete' } as const;

let bed: RecordingTestBed;
let operator: RunningRecordings;

beforeAll(async () => {
  bed = await RecordingTestBed.open('recording');
  operator = await bed.startOperator();
});

afterAll(() => bed.close());

const source = (liveStream: string) => ({ source: { liveStream, session } });

/** A Recording that is complete. */
const makeComplete = async (stream: string) => {
  const name = sessionRecordingName(stream, session);
  await bed.leaveSession(stream, session, { ended: true });
  const recording = await bed.apply(name, source(stream));
  const pod = await bed.recorderPod(name);
  await bed.leaveResult(recording);
  await bed.end(pod, 0, complete);
  await bed.waitForReason(name, 'Ready', 'Complete');
  return name;
};

describe('a Recording', () => {
  it('waits while its session runs, is made when it ends, and tells what came of it', async () => {
    const name = sessionRecordingName('story', session);
    await bed.stream('story', { id: session });
    await bed.leaveSession('story', session, { ended: false });
    const recording = await bed.apply(name, source('story'));
    await bed.waitForReason(name, 'Ready', 'Recording');
    await bed.waitForReason(name, 'Reconciling', 'Recording');
    await expect(bed.job(name)).rejects.toSatisfy(isNotFound);

    await bed.leaveSession('story', session, { ended: true });
    await bed.stream('story', { id: session, endedAt: new Date().toISOString() });
    const pod = await bed.recorderPod(name);
    await waitFor('the scheduler is quoted', async () => {
      const { message } = await bed.waitForReason(name, 'Ready', 'Pending');
      return message.includes('Insufficient cpu');
    });
    const secret = await bed.client.get(secrets, { namespace: bed.namespace, name: recorderSecretName(name) });
    expect(decodeSecret(secret.data, 'progressToken')).toMatch(/^\S{43}$/);

    await bed.run(pod);
    await bed.waitForReason(name, 'Ready', 'Assembling');
    await bed.leaveResult(recording, { endedAt: new Date().toISOString() });
    await bed.end(pod, 0, complete);
    const { message } = await bed.waitForReason(name, 'Complete', 'Complete');
    expect(message).toBe('2m5s of video, 1000 B from 62 segments, with 1 gap');
    const { status } = await bed.get(name);
    expect(status).toMatchObject({
      durationSeconds: 125.4,
      duration: '2m5s',
      sizeBytes: 1000,
      size: '1000 B',
      segments: 62,
      gaps: [{ at: '2026-11-22T18:06:00.000Z', seconds: 5 }],
      video: { bucket: 'recordings' },
    });
    await bed.waitForGone(secrets, recorderSecretName(name));
    expect(await operator.metrics()).toContain('kubecast_recording_completion_seconds_count 1');
  });

  it('shows how far the recorder is, by the token that it holds', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end(JSON.stringify({ phase: 'assembling', percent: 40, message: 'Assembling 4 of 10 segments' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await operator.stop();
    operator = await bed.startOperator({ progressUrlFor: (podIp) => `http://${podIp}:${port}/progress` });
    const name = sessionRecordingName('progress', session);
    await bed.leaveSession('progress', session, { ended: true });
    await bed.apply(name, source('progress'));
    await bed.run(await bed.recorderPod(name));
    const { message } = await bed.waitForReason(name, 'Ready', 'Assembling');
    expect(message).toBe('Assembling 4 of 10 segments (40 %)');
    const secret = await bed.client.get(secrets, { namespace: bed.namespace, name: recorderSecretName(name) });
    expect(asked[0]).toBe(`Bearer ${decodeSecret(secret.data, 'progressToken')}`);
    server.close();
  });

  it('has one Job and one end when two operators work at once', async () => {
    const other = await bed.startOperator();
    const name = sessionRecordingName('two', session);
    await bed.leaveSession('two', session, { ended: true });
    const recording = await bed.apply(name, source('two'));
    const pod = await bed.recorderPod(name);
    const { uid } = (await bed.job(name)).metadata;
    await bed.leaveResult(recording);
    await bed.end(pod, 0, complete);
    const first = await bed.waitForReason(name, 'Complete', 'Complete');
    await other.stop();
    const deleted = [...operator.writes, ...other.writes].filter((write) => write === `delete Job ${name}`);
    expect(deleted).toEqual([]);
    expect((await bed.job(name)).metadata.uid).toBe(uid);
    const { status } = await bed.get(name);
    expect(findCondition(parseConditions(status?.conditions), 'Complete')).toEqual(first);
    expect(status?.duration).toBe('2m5s');
  });

  it('has room for its segments, and a Job of its own', async () => {
    const name = await makeComplete('room');
    const { metadata, spec } = await bed.job(name);
    expect(metadata.ownerReferences).toMatchObject([{ kind: 'Recording', name, controller: true }]);
    const [container] = spec?.template.spec?.containers ?? [];
    expect(container?.resources?.requests?.['ephemeral-storage']).toBe('320Mi');
  });

  it('completes without a Job when its video is there already', async () => {
    const name = sessionRecordingName('there', session);
    await bed.leaveResult({
      ...(await bed.apply('other', source('there'))),
      metadata: { ...(await bed.get('other')).metadata, name },
    });
    await bed.apply(name, source('there'));
    await bed.waitForReason(name, 'Ready', 'Complete');
    await expect(bed.job(name)).rejects.toSatisfy(isNotFound);
  });

  it('is made when its LiveStream is gone, and ends the session that nobody else will end', async () => {
    const name = sessionRecordingName('gone', session);
    await bed.leaveSession('gone', session, { ended: false });
    await bed.apply(name, source('gone'));
    await bed.recorderPod(name);
    const [last] = [...bed.segments.held.keys()]
      .filter((key) => key.startsWith(`${bed.namespace}/gone/epochs/`))
      .toReversed();
    expect(last).toMatch(/000002\.json$/);
  });

  it('leaves a session alone that a pod may still upload of', async () => {
    const name = sessionRecordingName('served', session);
    const pod = await bed.transcoderPod('served', '10.99.0.1');
    await bed.leaveSession('served', session, { ended: false });
    await bed.apply(name, source('served'));
    await bed.waitForReason(name, 'Ready', 'Waiting');
    await expect(bed.job(name)).rejects.toSatisfy(isNotFound);
    await bed.setPodStatus(pod, { phase: 'Failed' });
    await bed.recorderPod(name);
  });

  it('is made anew when somebody deletes its Job', async () => {
    const name = sessionRecordingName('deleted-job', session);
    await bed.leaveSession('deleted-job', session, { ended: true });
    await bed.apply(name, source('deleted-job'));
    const pod = await bed.recorderPod(name);
    await bed.client.delete(jobs, { namespace: bed.namespace, name });
    await bed.recorderPod(name, pod);
  });

  it('makes the Secret anew that somebody deletes while the recorder starts', async () => {
    const name = sessionRecordingName('deleted-secret', session);
    await bed.leaveSession('deleted-secret', session, { ended: true });
    await bed.apply(name, source('deleted-secret'));
    await bed.recorderPod(name);
    const reference = { namespace: bed.namespace, name: recorderSecretName(name) };
    const { uid } = (await bed.client.get(secrets, reference)).metadata;
    await bed.client.delete(secrets, reference);
    await waitFor('there is another Secret', async () => {
      const secret = await bed.client.get(secrets, reference).catch(() => undefined);
      return secret !== undefined && secret.metadata.uid !== uid;
    });
  });

  it('writes nothing when all is as it should be, nor when the operator starts anew', async () => {
    const name = await makeComplete('steady');
    await bed.leaveSession('steady-open', session, { ended: true });
    const open = sessionRecordingName('steady-open', session);
    await bed.apply(open, source('steady-open'));
    const pod = await bed.recorderPod(open);
    await bed.run(pod);
    await bed.waitForReason(open, 'Ready', 'Assembling');
    await operator.stop();
    const before = [await bed.get(name), await bed.get(open), await bed.job(open)];
    operator = await bed.startOperator();
    const marker = sessionRecordingName('steady-marker', session);
    await bed.leaveSession('steady-marker', session, { ended: true });
    await bed.apply(marker, source('steady-marker'));
    await bed.recorderPod(marker);
    const after = [await bed.get(name), await bed.get(open), await bed.job(open)];
    expect(after).toEqual(before);
    expect(operator.writes.filter((write) => write.includes(name) || write.includes(open))).toEqual([]);
  });

  it('tells its state in the columns of kubectl', async () => {
    const name = await makeComplete('columns');
    const { body } = await bed.client.request({
      method: 'GET',
      path: `/apis/kubecast.dev/v1alpha1/namespaces/${bed.namespace}/recordings/${name}`,
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    });
    const { columnDefinitions, rows } = body as {
      columnDefinitions: { name: string }[];
      rows: { cells: unknown[] }[];
    };
    const cells = Object.fromEntries(columnDefinitions.map((column, index) => [column.name, rows[0]?.cells[index]]));
    expect(cells).toMatchObject({ Stream: 'columns', State: 'Complete', Duration: '2m5s', Size: '1000 B' });
  });

  it('takes a new title without any work', async () => {
    const name = await makeComplete('title');
    const { uid } = (await bed.job(name)).metadata;
    await bed.apply(name, { ...source('title'), title: 'Renamed' });
    await bed.waitForReason(name, 'Ready', 'Complete');
    expect((await bed.job(name)).metadata.uid).toBe(uid);
    expect((await bed.client.get(recordingKind, { namespace: bed.namespace, name })).status?.duration).toBe('2m5s');
  });
});
