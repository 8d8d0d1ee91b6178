import { recordingReasons } from '@kubecast/crds/conditions';
import type { RecordingDependencies } from './recording-dependencies.ts';
import { lookAgain, type RecordingScope } from './recording-scope.ts';

type Needs = Pick<RecordingDependencies, 'turns'>;

/** The end of a Job wakes whose turn it is; the others learn now and then how many are before them. */
const turnLookMs = 60_000;

const wait = ({ turns }: Needs, scope: RecordingScope, before: number): void => {
  scope.keepsTurn = true;
  lookAgain(scope, turnLookMs);
  const others = before === 1 ? 'One recording is' : `${before} recordings are`;
  const message = `${others} before it: ${turns.most} may be made at once, the oldest session first`;
  scope.state = { kind: 'progressing', reason: recordingReasons.pending, message };
};

/**
 * Ensures that no more recorders work at once than the configuration allows.
 *
 * Sets `state` while others are before it.
 */
export const ensureTurn = async (dependencies: Needs, scope: RecordingScope): Promise<void> => {
  if (scope.job.state === 'active') return;
  const before = dependencies.turns.ask(scope.recording);
  if (before > 0) wait(dependencies, scope, before);
};

/**
 * Asks nobody anything while others are still before a Recording that was found to be ready.
 *
 * Sets `state` then.
 */
export const awaitTurn = async (dependencies: Needs, scope: RecordingScope): Promise<void> => {
  const { turns } = dependencies;
  if (scope.job.state === 'active' || !turns.isWaiting(scope.recording)) return;
  const before = turns.before(scope.recording);
  if (before > 0) wait(dependencies, scope, before);
};
