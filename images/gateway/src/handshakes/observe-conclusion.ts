/** What is known when a conclusion comes, gathered once, for the pure decision. */
import type { RemoteInfo } from 'node:dgram';
import type { StreamDirectory, StreamTarget } from '../directory/stream-directory.ts';
import type { FlowRecord } from '../flows/flow.ts';
import { type Handshake, isEncrypted, readStreamId } from '../srt/handshake.ts';
import { parseStreamId, type RequestedStream } from '../srt/stream-id.ts';
import type { ConclusionFacts, Rival } from './admission.ts';
import type { Attempt } from './attempts.ts';
import type { PodLink } from './pod-link.ts';

/** A caller's conclusion, read. */
export interface Conclusion {
  readonly packet: Buffer;
  readonly handshake: Handshake;
  readonly requested: RequestedStream;
  readonly caller: RemoteInfo;
}

/** What the desk needs of the flow that a stream has. */
export interface RivalFlow {
  readonly record: FlowRecord;
  readonly heardMs: number;
  readonly answerAgain: () => boolean;
}

export interface ConclusionSources {
  readonly directory: Pick<StreamDirectory, 'find'>;
  readonly flowOf: (stream: string) => RivalFlow | undefined;
  readonly now: number;
}

export const readConclusion = (packet: Buffer, handshake: Handshake, caller: RemoteInfo): Conclusion => ({
  packet,
  handshake,
  caller,
  requested: parseStreamId(readStreamId(packet)),
});

const findTarget = (requested: RequestedStream, directory: ConclusionSources['directory']): StreamTarget =>
  requested.kind === 'publish' ? directory.find(requested.streamId) : { kind: 'unknown' };

const rivalOf = (flow: RivalFlow, attempt: Attempt<PodLink>, now: number): Rival => ({
  isSameAddress: flow.record.caller.address === attempt.caller.address,
  silentMs: now - flow.heardMs,
  wasHeardSince: flow.heardMs > attempt.startedMs,
});

/** The facts of `attempt`, whose counts include this conclusion. */
export const observeConclusion = (
  { handshake, packet, requested }: Conclusion,
  attempt: Attempt<PodLink>,
  { directory, flowOf, now }: ConclusionSources,
): { readonly target: StreamTarget; readonly facts: ConclusionFacts } => {
  const target = findTarget(requested, directory);
  const flow = target.kind === 'unknown' ? undefined : flowOf(target.stream);
  const facts: ConclusionFacts = {
    version: handshake.version,
    isEncrypted: isEncrypted(packet),
    requested,
    target,
    conclusions: attempt.conclusions,
    ageMs: now - attempt.startedMs,
    agreedPodUid: attempt.link?.hasCookie ? attempt.link.pod.uid : undefined,
    forwardedMsAgo: attempt.forwardedMs === undefined ? undefined : now - attempt.forwardedMs,
    rival: flow && rivalOf(flow, attempt, now),
    tookOver: attempt.tookOver,
  };
  return { target, facts };
};
