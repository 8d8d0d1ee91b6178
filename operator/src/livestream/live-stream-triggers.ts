/** Which change makes which LiveStream's pass due. Keys only: what happened is found out by the pass itself. */
import type { Recording } from '@kubecast/crds/recording';
import type { Informer } from '@kubecast/runtime/informer';
import { type KubernetesObject, type ObjectKey, objectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import { byCredentialsSecret, type LiveStreamInformers, liveStreamOf } from './live-stream-informers.ts';

type KeysOf<T> = (object: T) => readonly (ObjectKey | undefined)[];

const watch = <T extends KubernetesObject>(
  informer: Pick<Informer<T>, 'addHandler'>,
  keysOf: KeysOf<T>,
  enqueue: (key: ObjectKey) => void,
): void => {
  const add = (object: T): void => {
    for (const key of keysOf(object)) if (key !== undefined) enqueue(key);
  };
  // A child whose label was changed concerns the stream that it had, too.
  const update = (object: T, previous: T): void => {
    add(previous);
    add(object);
  };
  informer.addHandler({ added: add, updated: update, deleted: add });
};

/** Calls `enqueue` for a LiveStream when it, a child, the Secret that it names or the gateway's address changes. */
export const addLiveStreamTriggers = (informers: LiveStreamInformers, enqueue: (key: ObjectKey) => void): void => {
  const { liveStreams, pods, services, secrets, gateway } = informers;
  const usersOf = (secret: KubernetesObject): readonly ObjectKey[] =>
    liveStreams.store.byIndex(byCredentialsSecret, objectKey(secret)).map(objectKey);
  watch(liveStreams, (liveStream) => [objectKey(liveStream)], enqueue);
  watch(pods, (pod) => [liveStreamOf(pod)], enqueue);
  watch(services, (service) => [liveStreamOf(service)], enqueue);
  watch(secrets, (secret) => [liveStreamOf(secret), ...usersOf(secret)], enqueue);
  if (gateway) watch(gateway, () => liveStreams.store.keys(), enqueue);
};

/** Calls `enqueue` for a LiveStream when a Recording of its sessions comes or goes: its status names the last one. */
export const addRecordingTriggers = (
  recordings: Pick<Informer<Recording>, 'addHandler'>,
  enqueue: (key: ObjectKey) => void,
): void => {
  const add = ({ metadata: { namespace }, spec }: Recording): void =>
    enqueue(referenceKey({ namespace, name: spec.source.liveStream }));
  recordings.addHandler({ added: add, deleted: add });
};
