import { type LiveStream, liveStreamKind } from '@kubecast/crds/livestream';
import { ApiError } from '@kubecast/runtime/api-error';
import { Pool } from 'pg';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createRowReconciler, type RowReconcilerOptions } from './row-reconciler.ts';
import { liveStreamResource } from './testing/resources.ts';

const context = { signal: new AbortController().signal, log: pino({ level: 'silent' }), reconcileId: 'id' };
const notFound = new ApiError({
  attempt: 'get LiveStream live/main',
  status: 404,
  reason: 'NotFound',
  serverMessage: '',
});
const away = new ApiError({ attempt: 'get LiveStream live/main', status: 500, reason: '', serverMessage: 'Away' });

const [first, second] = [liveStreamResource(), liveStreamResource()];

interface World {
  /** What is watched. */
  readonly known?: LiveStream;
  /** What the API server answers. */
  readonly current?: LiveStream | ApiError;
  /** The row of the name. */
  readonly row?: LiveStream;
}

/** What a pass over `live/main` does. */
const pass = async ({ known, current = notFound, row }: World): Promise<readonly string[]> => {
  const done: string[] = [];
  const options: RowReconcilerOptions<LiveStream> = {
    kind: liveStreamKind,
    client: {
      get: (kind) => (current instanceof ApiError ? Promise.reject(current) : Promise.resolve(kind.parse(current))),
    },
    objects: { get: () => known },
    pool: new Pool(),
    rows: {
      named: async () =>
        row
          ? [{ id: row.metadata.uid, namespace: 'live', name: 'main', resource_version: row.metadata.resourceVersion }]
          : [],
      forget: async (_pool, id) => void done.push(`forget ${id}`),
      forgetVersion: async (_pool, { id, resource_version }) => void done.push(`forget ${id} at ${resource_version}`),
    },
    project: async ({ metadata }) => void done.push(`project ${metadata.uid}`),
  };
  await createRowReconciler(options)('live/main', context);
  return done;
};

const project = ({ metadata }: LiveStream): string => `project ${metadata.uid}`;
const forget = ({ metadata }: LiveStream): string => `forget ${metadata.uid}`;
const forgetVersion = (object: LiveStream): string => `${forget(object)} at ${object.metadata.resourceVersion}`;

const version = ({ metadata: { uid } }: LiveStream, resourceVersion: string): LiveStream =>
  liveStreamResource({ metadata: { uid, resourceVersion } });
const [restored, restoredNamesake] = [version(first, '90000'), version(second, '90000')];

describe('createRowReconciler', () => {
  it.each<[string, string, World, readonly string[]]>([
    ['writes what is watched', 'there is no row', { known: first }, [project(first)]],
    ['does nothing', 'neither resource nor row is there', {}, []],
    ['forgets the row', 'the resource is gone', { row: first }, [forget(first)]],
    ['writes what is there', 'a handler made it a moment ago', { row: first, current: first }, [project(first)]],
    [
      'takes the later one',
      'the name is used again',
      { row: version(first, '999'), current: second },
      [project(second), forget(first)],
    ],
    ['asks nobody', 'the row is older', { known: first, row: version(second, '999'), current: away }, [project(first)]],
    ['asks nobody', 'versions cannot be compared', { known: version(first, 'a'), row: second }, [project(first)]],
    [
      'begins the row anew',
      'a restored one of the same uid is ahead of the cluster',
      { known: first, current: first, row: restored },
      [forgetVersion(restored), project(first)],
    ],
    [
      'replaces a restored row',
      'it is of another uid and ahead of the cluster',
      { known: first, current: first, row: restoredNamesake },
      [forgetVersion(restoredNamesake), project(first), forget(second)],
    ],
    ['leaves a newer row', 'a handler wrote it', { known: first, current: restored, row: restored }, [project(first)]],
    ['forgets a newer row', 'its resource is gone by now', { known: first, row: restored }, [forget(first)]],
  ])('%s when %s', async (_does, _when, world, done) => {
    expect(await pass(world)).toEqual(done);
  });

  it('forgets nothing when the API server does not say', async () => {
    await expect(pass({ row: first, current: away })).rejects.toBe(away);
  });
});
