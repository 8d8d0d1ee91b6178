/** Serves one caller: epoch after epoch of its source, until it has left or cannot be served. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionId } from '@kubecast/media/keys';
import type { Logger } from '@kubecast/media/logger';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { EpochClaim, EpochFacts, EpochOutcome, RunEpoch } from './encoder/epoch-contract.ts';
import type { SessionFormat } from './encoder/session-format.ts';
import type { TransportSource } from './ingest/transport-source.ts';
import type { PackagedEvent } from './packager/packaged-event.ts';
import type { SessionEvent } from './session/session-event.ts';

/** A place for one epoch. */
export interface BegunEpoch {
  readonly claim: EpochClaim;
  readonly emit: (event: PackagedEvent) => void;
}

export interface ServeSourceOptions {
  readonly config: TranscoderConfig;
  readonly runEpoch: RunEpoch;
  readonly dispatch: (event: SessionEvent) => void;
  /** The format of the session that goes on; undefined where a new one begins. */
  readonly format: () => SessionFormat | undefined;
  /** What the last `mediaStarted` was given; undefined when it was refused. */
  readonly takeBegun: () => BegunEpoch | undefined;
  readonly onOutcome: (outcome: EpochOutcome) => void;
  readonly logger: Logger;
}

/** The session takes no epoch now: another one runs, or the pod is going. */
export class EpochRefusedError extends Error {
  readonly code = 'EpochRefused';
}

const suffixLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';

const randomSuffix = (): string =>
  Array.from({ length: 4 }, () => suffixLetters[randomInt(suffixLetters.length)]).join('');

const newSessionId = (atMs: number): string => sessionId(new Date(atMs), randomSuffix());

/** A successor follows at once, the first time; an encoder that fails by itself must not be restarted in a loop. */
export const successorDelayMs = (crashes: number): number => (crashes <= 1 ? 0 : Math.min(2_000, 100 * 2 ** crashes));

const steadyMs = 10_000;

/** The caller goes on, and so does the next epoch. */
const hasSuccessor = ({ kind }: EpochOutcome): boolean =>
  ['encoderCrashed', 'timelineJumped', 'audioChanged', 'videoStopped', 'pictureChanged'].includes(kind);

/** An encoder whose pictures have stopped is as good as away, however long it stays connected. */
const causeOf = (outcome: EpochOutcome): 'crashed' | 'dropped' =>
  hasSuccessor(outcome) && outcome.kind !== 'videoStopped' ? 'crashed' : 'dropped';

const serveEpoch = async (
  source: TransportSource,
  options: ServeSourceOptions,
  signal: AbortSignal,
): Promise<EpochOutcome> => {
  const { config, runEpoch, dispatch, logger } = options;
  let begun: BegunEpoch | undefined;
  const claim = async ({ source: facts, format, firstMediaUnixMs: atMs }: EpochFacts): Promise<EpochClaim> => {
    dispatch({ kind: 'mediaStarted', atMs, newSessionId: newSessionId(atMs), source: facts, format });
    begun = options.takeBegun();
    if (!begun) throw new EpochRefusedError('Could not begin an epoch: the session takes none now');
    return begun.claim;
  };
  const emit = (event: PackagedEvent): void => begun?.emit(event);
  const outcome = await runEpoch({ config, source, format: options.format(), claim, emit, logger }, signal);
  if (begun) dispatch({ kind: 'epochEnded', atMs: Date.now(), cause: causeOf(outcome) });
  return outcome;
};

/** Resolves when the caller is gone, or is to be dropped. */
export const serveSource = async (
  source: TransportSource,
  options: ServeSourceOptions,
  signal: AbortSignal,
): Promise<void> => {
  let crashes = 0;
  while (!signal.aborted) {
    const startedMs = Date.now();
    const outcome = await serveEpoch(source, options, signal);
    options.onOutcome(outcome);
    if (!hasSuccessor(outcome)) return;
    crashes = Date.now() - startedMs > steadyMs ? 1 : crashes + 1;
    await sleep(successorDelayMs(crashes), undefined, { signal }).catch(() => undefined);
  }
};
