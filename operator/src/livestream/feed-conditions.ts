/** The conditions that only the pod itself can tell: `Live`, `IngestHealthy`, `StorageHealthy`. */
import { ingestReasons, liveReasons, liveStreamConditions, storageReasons } from '@kubecast/crds/conditions';
import type { LiveStreamStatus } from '@kubecast/crds/livestream';
import type { SessionState, TranscoderState, Verdict } from '@kubecast/media/state-feed';
import { type Condition, type ConditionFact, findCondition } from '@kubecast/runtime/condition';
import type { LiveStreamScope } from './live-stream-scope.ts';

type Session = NonNullable<LiveStreamStatus['session']>;

const { live, ingestHealthy, storageHealthy } = liveStreamConditions;

const describeSource = ({ source, renditions }: SessionState): string => {
  const { videoCodec, width, height, frameRate, audioCodec } = source;
  const rate = frameRate > 0 ? ` at ${Number(frameRate.toFixed(2))} fps` : '';
  const audio = audioCodec ? ` with ${audioCodec}` : ' without audio';
  return `${videoCodec} ${width}x${height}${rate}${audio}, as ${renditions.join(', ')}`;
};

const sessionLive = (session: SessionState, graceSeconds: number): ConditionFact => {
  switch (session.phase) {
    case 'Live':
      return {
        type: live,
        status: 'True',
        reason: liveReasons.live,
        message: `Session ${session.id}: ${describeSource(session)}`,
      };
    case 'Reconnecting':
      return {
        type: live,
        status: 'False',
        reason: liveReasons.reconnecting,
        message: `The encoder of session ${session.id} is gone since ${session.since}; the session waits ${graceSeconds} s for it`,
      };
    case 'Ended':
      return { type: live, status: 'False', reason: liveReasons.ended, message: `Session ${session.id} has ended` };
  }
};

/** What may be said of a stream whose pod is not there, not up, or knows of no session. */
const liveWithoutSession = ({ liveStream }: LiveStreamScope, session: Session | undefined): ConditionFact => {
  const fact = (reason: string, message: string): ConditionFact => ({ type: live, status: 'False', reason, message });
  if (!session) return fact(liveReasons.idle, 'No encoder is connected');
  if (session.endedAt) return fact(liveReasons.ended, `Session ${session.id} has ended`);
  if (liveStream.spec.suspend) return fact(liveReasons.ended, `Session ${session.id} ends: the stream is suspended`);
  return fact(
    liveReasons.reconnecting,
    `The pod of session ${session.id} is gone; the session goes on when its encoder reaches the next pod`,
  );
};

const healthFact = (type: string, { healthy, reason, message }: Verdict): ConditionFact => ({
  type,
  status: healthy ? 'True' : 'False',
  reason,
  message,
});

const unknown = (type: string, reason: string, message: string): ConditionFact => ({
  type,
  status: 'Unknown',
  reason,
  message,
});

/** Without a source nobody can say whether it is good. */
const ingestFact = (verdict: Verdict): ConditionFact =>
  verdict.reason === ingestReasons.noSource
    ? unknown(ingestHealthy, verdict.reason, verdict.message)
    : healthFact(ingestHealthy, verdict);

/** A pod that has had no session may be the successor of one that had. */
const known = (
  scope: LiveStreamScope,
  session: Session | undefined,
  state: TranscoderState,
): readonly ConditionFact[] => [
  state.session
    ? sessionLive(state.session, scope.liveStream.spec.reconnect.graceSeconds)
    : liveWithoutSession(scope, session),
  ingestFact(state.ingest),
  healthFact(storageHealthy, state.storage),
];

/** The pod listens, so that it may well be live, but it does not say so. */
const unheard = (podName: string, reason: string, last: TranscoderState | undefined): readonly ConditionFact[] => {
  const before = last?.session ? `; session ${last.session.id} was ${last.session.phase} when it was last heard` : '';
  const message = `The state feed of pod ${podName} cannot be read: ${reason}${before}`;
  return [live, ingestHealthy, storageHealthy].map((type) => unknown(type, liveReasons.unknown, message));
};

const withoutPod = (scope: LiveStreamScope, session: Session | undefined): readonly ConditionFact[] => [
  liveWithoutSession(scope, session),
  unknown(ingestHealthy, ingestReasons.noSource, 'No pod is there to take a source'),
  unknown(storageHealthy, storageReasons.noPod, 'No pod is there to upload'),
];

/** What was said before; for a new stream, what is true of any stream without a session. */
const standing = (
  scope: LiveStreamScope,
  session: Session | undefined,
  before: readonly Condition[],
): readonly ConditionFact[] => withoutPod(scope, session).map((fact) => findCondition(before, fact.type) ?? fact);

/** `session` as in the new status; `before` are the conditions of the old one. */
export const feedFacts = (
  scope: LiveStreamScope,
  session: Session | undefined,
  before: readonly Condition[],
): readonly ConditionFact[] => {
  const { pod } = scope;
  if (!pod?.hasAddress) return withoutPod(scope, session);
  switch (pod.feed.status) {
    case 'known':
      return known(scope, session, pod.feed.state);
    case 'pending':
      return standing(scope, session, before);
    case 'unavailable':
      return pod.ready ? unheard(pod.name, pod.feed.reason, pod.feed.last) : withoutPod(scope, session);
  }
};
