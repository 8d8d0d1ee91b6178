/** What must not be there any more once a recording is complete, or gone. */
import { recorderComponent, recordingLabel } from '@kubecast/crds/names';
import { recordingFiles } from '@kubecast/media/recording-keys';
import { jobs, pods, secrets } from '@kubecast/runtime/core-kinds';
import type { TestCluster } from '../../src/cluster.ts';
import { listAll } from '../../src/stream-store.ts';
import type { TestRecordings } from '../../src/test-recordings.ts';

/** A Recording whose remains are looked for. */
export interface Remains {
  readonly recording: string;
  /** Of its objects. */
  readonly prefix: string;
  /** It was deleted: nothing of it may be left. */
  readonly isDeleted: boolean;
}

const isOver = (phase: string | undefined): boolean => phase === 'Succeeded' || phase === 'Failed';

/** A Job that has ended and its pods stay for an hour, for who wants to read their logs; not those of what was deleted. */
const inCluster = async ({ client, namespace }: TestCluster, remains: Remains): Promise<readonly string[]> => {
  const { recording, isDeleted } = remains;
  const labelSelector = `app.kubernetes.io/component=${recorderComponent},${recordingLabel}=${recording}`;
  const [ownJobs, ownPods, ownSecrets] = await Promise.all([
    client.list(jobs, { namespace, labelSelector }),
    client.list(pods, { namespace, labelSelector }),
    client.list(secrets, { namespace }),
  ]);
  const workingJobs = ownJobs.items.filter(({ status }) => isDeleted || (status?.active ?? 0) > 0);
  const workingPods = ownPods.items.filter(({ status }) => isDeleted || !isOver(status?.phase));
  const recorderSecrets = ownSecrets.items.filter(({ metadata }) => metadata.name === `${recording}-recorder`);
  return [
    ...workingJobs.map(({ metadata }) => `Job/${metadata.name}`),
    ...workingPods.map(({ metadata }) => `Pod/${metadata.name}`),
    ...recorderSecrets.map(({ metadata }) => `Secret/${metadata.name}`),
  ];
};

const { tombstone, ...resultFiles } = recordingFiles;

const inStore = async ({ stores }: TestRecordings, { prefix, isDeleted }: Remains): Promise<readonly string[]> => {
  const wanted: ReadonlySet<string> = new Set(isDeleted ? [] : Object.values(resultFiles));
  const objects = await listAll(stores.recordings, prefix);
  const names = objects.map(({ key }) => key.slice(prefix.length)).filter((name) => !wanted.has(name));
  const files = Object.values(resultFiles);
  const uploads = await Promise.all(files.map((file) => stores.recordings.uploads.list(prefix + file)));
  return [
    ...names.filter((name) => name !== tombstone || !isDeleted).map((name) => `object ${name}`),
    ...uploads.flat().map(({ key }) => `upload of ${key.slice(prefix.length)}`),
  ];
};

/** Their names; none when all is well. */
export const findLeftBehind = async (
  cluster: TestCluster,
  recordings: TestRecordings,
  remains: Remains,
): Promise<readonly string[]> =>
  (await Promise.all([inCluster(cluster, remains), inStore(recordings, remains)])).flat();
