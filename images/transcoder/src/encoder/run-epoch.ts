/** One epoch's one life; `epoch-contract.ts` is its contract. */
import { availableParallelism } from 'node:os';
import { ptsTicksPerSecond, ptsWrap } from '../ingest/transport-packet.ts';
import type { StartPoint, TransportSource } from '../ingest/transport-source.ts';
import { Packager } from '../packager/packager.ts';
import { probeSource } from '../probe/probe-source.ts';
import type { ProbedSource } from '../probe/probed-source.ts';
import { describeSource } from '../probe/probed-source.ts';
import type { EpochClaim, EpochOptions, EpochOutcome, RunEpoch } from './epoch-contract.ts';
import { type EncoderExit, runEncoder } from './run-encoder.ts';
import type { SessionFormat } from './session-format.ts';
import { sessionFormatFor } from './session-ladder.ts';

/** Bytes wait in order until there is somebody to take them. */
class ClaimGate {
  #waiting: { readonly rung: number; readonly chunk: Buffer }[] = [];
  #packager: Packager | undefined;

  push(rung: number, chunk: Buffer): void {
    if (this.#packager) this.#packager.push(rung, chunk);
    else this.#waiting.push({ rung, chunk });
  }

  /** Throws what the packager throws. */
  open(packager: Packager): void {
    this.#packager = packager;
    for (const { rung, chunk } of this.#waiting) packager.push(rung, chunk);
    this.#waiting = [];
  }
}

const packagerFor = (options: EpochOptions, claim: EpochClaim, format: SessionFormat): Packager =>
  new Packager({
    claim,
    renditions: format.renditions.map(({ name }) => name),
    segmentSeconds: options.config.segmentSeconds,
    emit: options.emit,
    onMisaligned: (misaligned) => options.logger.error(misaligned, 'Packaging segments that differ between renditions'),
  });

const interruptions = {
  timelineJumped: 'The source’s timestamps jumped',
  videoStopped:
    'The source’s video has stopped while its connection goes on; look at OBS, or stop and start the stream',
  audioChanged: 'The source’s sound stopped or came back',
  pictureChanged: 'The source’s picture changed its form',
} as const;

const outcomeOf = (exit: EncoderExit): EpochOutcome => {
  if (exit.kind === 'crashed') return { kind: 'encoderCrashed', message: exit.message };
  const { end } = exit;
  if (end === 'ended' || end === 'notMpegTs' || end === 'detached') return { kind: 'sourceEnded' };
  return { kind: end, message: interruptions[end] };
};

/** The next epoch goes on with the very next picture of the same timeline. */
const leavesSuccessor = (exit: EncoderExit): boolean => exit.kind === 'crashed' || exit.end === 'audioChanged';

interface Plan {
  readonly probed: ProbedSource;
  readonly format: SessionFormat;
  readonly start: StartPoint;
  /** True: the source's sound has stopped, and silence takes its place. */
  readonly muted: boolean;
}

type Claimed = { readonly claim: EpochClaim } | { readonly cause: unknown };

const claimEpoch = async (options: EpochOptions, { probed, format, start }: Plan): Promise<Claimed> => {
  const facts = { source: describeSource(probed), format, firstMediaUnixMs: start.arrivedUnixMs };
  try {
    return { claim: await options.claim(facts) };
  } catch (cause) {
    return { cause };
  }
};

/** A successor goes on where this epoch's output ends. One that published nothing failed over what it was fed. */
const leaveToSuccessor = (source: TransportSource, start: StartPoint, publishedSeconds: number): void => {
  if (publishedSeconds > 0) source.resumeAt((start.pts + Math.round(publishedSeconds * ptsTicksPerSecond)) % ptsWrap);
  else source.skipToNewest();
};

/** Encodes while the claim is under way. */
const encodeEpoch = async (options: EpochOptions, plan: Plan, signal: AbortSignal): Promise<EpochOutcome> => {
  const { config, source, onMeasured, logger } = options;
  const giveUp = new AbortController();
  const gate = new ClaimGate();
  const job = { config, source: plan.probed, format: plan.format, cores: availableParallelism() };
  const encoding = runEncoder(
    { job, source, onBytes: (rung, chunk) => gate.push(rung, chunk), onMeasured, muted: plan.muted, logger },
    AbortSignal.any([signal, giveUp.signal]),
  );
  const claimed = await claimEpoch(options, plan);
  if ('cause' in claimed) {
    giveUp.abort();
    await encoding;
    return { kind: 'claimFailed', cause: claimed.cause };
  }
  const packager = packagerFor(options, claimed.claim, plan.format);
  gate.open(packager);
  const exit = await encoding;
  packager.finish();
  if (leavesSuccessor(exit)) leaveToSuccessor(source, plan.start, packager.publishedSeconds);
  return outcomeOf(exit);
};

export const runEpoch: RunEpoch = async (options, signal) => {
  const { source, config, logger } = options;
  const outcome = await probeSource(source, signal);
  if (outcome.kind !== 'probed') return outcome;
  const muted = source.flow.audioStopped;
  const probed = muted ? { ...outcome.probed, audioCodec: undefined } : outcome.probed;
  const { start } = source;
  if (!start) return { kind: 'sourceEnded' };
  const format = options.format ?? sessionFormatFor(config.renditions, probed);
  logger.info({ source: probed, renditions: format.renditions.map(({ name }) => name) }, 'Encoding a new epoch');
  return encodeEpoch(options, { probed, format, start, muted }, signal);
};
