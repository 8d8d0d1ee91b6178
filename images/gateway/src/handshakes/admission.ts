/**
 * What to do with a caller's conclusion: pure, a list of rules of which the first that has an answer decides.
 *
 * A conclusion is forwarded at once or dropped, never held: the pod takes its clock from it. A dropped one comes again after
 * 0.25 s, for 3 s in all, so that dropping is how the gateway waits.
 */
import type { StreamTarget } from '../directory/stream-directory.ts';
import type { RejectionReason } from '../srt/rejection.ts';
import type { RequestedStream } from '../srt/stream-id.ts';

/** The encoder that is on the stream now. */
export interface Rival {
  readonly isSameAddress: boolean;
  /** Since its last packet. */
  readonly silentMs: number;
  /** Since this caller's first conclusion. */
  readonly wasHeardSince: boolean;
}

export interface ConclusionFacts {
  /** Of the caller's handshake. */
  readonly version: number;
  readonly isEncrypted: boolean;
  readonly requested: RequestedStream;
  readonly target: StreamTarget;
  /** Conclusions of this attempt, this one included. */
  readonly conclusions: number;
  /** Since the attempt's first conclusion. */
  readonly ageMs: number;
  /** The pod that gave a cookie for this attempt; absent: none did yet. */
  readonly agreedPodUid: string | undefined;
  /** Since a conclusion of this attempt went to the pod; absent: none did. */
  readonly forwardedMsAgo: number | undefined;
  readonly rival: Rival | undefined;
  /** The attempt ended a silent rival: its pod needs a moment to listen again. */
  readonly tookOver: boolean;
}

export type AdmissionDecision =
  | { readonly kind: 'drop'; readonly reason: 'waiting' | 'repeated' }
  | { readonly kind: 'refuse'; readonly reason: RejectionReason }
  /** Ask the pod for a cookie, and drop this conclusion. */
  | { readonly kind: 'contact' }
  /** End the rival first. */
  | { readonly kind: 'takeOver' }
  | { readonly kind: 'forward' };

/** A caller gives up after 3 s without an answer, and OBS then never tries again: it is refused before. */
export const patienceMs = 2_500;
/** An encoder that says nothing for so long may be replaced from its own address. */
export const takeoverSilenceMs = 2_000;
/** Callers repeat a conclusion after 250 ms; what comes sooner is not forwarded again. */
const repetitionMs = 100;
const oldestVersion = 5;

type Rule = (facts: ConclusionFacts) => AdmissionDecision | undefined;

const drop = { kind: 'drop', reason: 'waiting' } as const;
const refuse = (reason: RejectionReason): AdmissionDecision => ({ kind: 'refuse', reason });

/** Version 4 has no stream id. */
const oldVersion: Rule = ({ version }) => (version < oldestVersion ? refuse('version') : undefined);

const otherMode: Rule = ({ requested }) => (requested.kind === 'otherMode' ? refuse('badMode') : undefined);

/** As late as a pod refuses a wrong passphrase, and with the same words: nobody learns which ids exist. */
const unknownStream: Rule = ({ target, conclusions, isEncrypted }) => {
  if (target.kind !== 'unknown') return undefined;
  return conclusions < 2 ? drop : refuse(isEncrypted ? 'badSecret' : 'unsecure');
};

/** From the rival's own address it may be the same encoder again: one that is still there is heard before the next conclusion. */
const otherEncoder: Rule = ({ rival, target }) => {
  if (!rival) return undefined;
  if (!rival.isSameAddress || rival.wasHeardSince) return refuse('conflict');
  if (rival.silentMs < takeoverSilenceMs) return drop;
  return target.kind === 'at' ? { kind: 'takeOver' } : undefined;
};

const noPod: Rule = ({ target, ageMs }) => {
  if (target.kind !== 'away') return undefined;
  return target.isExpected && ageMs < patienceMs ? drop : refuse('down');
};

/** Not after a takeover: that encoder was connected before, so that silence does not make it give up. */
const silentPod: Rule = ({ ageMs, tookOver }) => (ageMs >= patienceMs && !tookOver ? refuse('down') : undefined);

const newPod: Rule = ({ target, agreedPodUid }) =>
  target.kind === 'at' && target.pod.uid !== agreedPodUid ? { kind: 'contact' } : undefined;

const hurry: Rule = ({ forwardedMsAgo }) =>
  forwardedMsAgo !== undefined && forwardedMsAgo < repetitionMs ? { kind: 'drop', reason: 'repeated' } : undefined;

const rules: readonly Rule[] = [oldVersion, otherMode, unknownStream, otherEncoder, noPod, silentPod, newPod, hurry];

/** The first rule's answer; when none has one, the pod may hear the caller. */
export const decideAdmission = (facts: ConclusionFacts): AdmissionDecision => {
  for (const rule of rules) {
    const decision = rule(facts);
    if (decision) return decision;
  }
  return { kind: 'forward' };
};
