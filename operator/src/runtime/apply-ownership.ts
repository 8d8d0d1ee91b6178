import { controllerOf, type KubernetesObject, objectKey } from './kubernetes-object.ts';
import { StalledError, WaitingError } from './reconcile-error.ts';

/** Reason of the {@link StalledError}: an object of that name is there and is somebody else's. */
export const nameConflictReason = 'NameConflict';
/** Reason of the {@link WaitingError}: an object of that name is on its way out. */
export const terminatingReason = 'Terminating';

const terminatingRetryMs = 1_000;

/**
 * Makes sure that applying `desired` over `live` takes nothing from anybody.
 *
 * @throws WaitingError while `live` is being deleted, or was left by a deleted namesake of the owner
 * @throws StalledError when `live` has another controller than `desired`, or none where `desired` has one
 */
export const assertApplicable = (desired: KubernetesObject, live: KubernetesObject): void => {
  const what = `${live.kind} ${objectKey(live)}`;
  const wanted = controllerOf(desired);
  const actual = controllerOf(live);
  if (live.metadata.deletionTimestamp !== undefined) throw waitFor(`${what} is being deleted`);
  if (wanted === undefined || wanted.uid === actual?.uid) return;
  if (actual?.kind === wanted.kind && actual.name === wanted.name) {
    throw waitFor(`${what} belongs to a deleted ${actual.kind} of the same name, and goes with it`);
  }
  const owner = actual === undefined ? 'nobody' : `${actual.kind} ${actual.name}`;
  throw new StalledError(
    nameConflictReason,
    `${what} exists and belongs to ${owner}: rename or delete it, so that ${wanted.kind} ${wanted.name} can have the name`,
  );
};

const waitFor = (message: string): WaitingError => new WaitingError(terminatingReason, message, terminatingRetryMs);
