/** Which pods there are, and where: pure. */
import { isOver } from '@kubecast/media/transcoder-pods';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { StreamPod } from './stream-directory.ts';

/** By uid; undefined while a pod has no address. */
export type PodAddresses = ReadonlyMap<string, string | undefined>;

/** Of those that are not over. */
export const podAddresses = (pods: readonly Pod[]): PodAddresses =>
  new Map(pods.filter((pod) => !isOver(pod)).map(({ metadata, status }) => [metadata.uid ?? '', status?.podIP]));

/** A pod keeps its uid when its sandbox is made anew, not its address: another pod may have that by then. */
export const isAtAddress = (addresses: PodAddresses, { uid, host }: Pick<StreamPod, 'uid' | 'host'>): boolean =>
  addresses.has(uid) && [undefined, host].includes(addresses.get(uid));
