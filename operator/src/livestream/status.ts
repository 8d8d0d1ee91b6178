/**
 * The one place that derives a LiveStream's status from what a pass found. Pure. Every field is a fact of this pass, with
 * two exceptions that are facts of the past: the last session stays when its pod is gone, and the conditions that only a
 * state feed can tell stand until the feed was heard or given up.
 */
import type { LiveStreamStatus } from '@kubecast/crds/livestream';
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import { deriveConditions, parseConditions } from '@kubecast/runtime/condition';
import { feedFacts } from './feed-conditions.ts';
import { sessionOf } from './feed-observation.ts';
import { ingestAddress } from './ingest-address.ts';
import type { LiveStreamScope } from './live-stream-scope.ts';
import { progressFacts } from './progress-conditions.ts';
import { readyFact } from './ready-condition.ts';
import type { StreamSettings } from './stream-settings.ts';

type Session = NonNullable<LiveStreamStatus['session']>;
type Ingest = NonNullable<LiveStreamStatus['ingest']>;

/** The path of the master playlist on the web address. */
export const playbackPath = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string =>
  `/live-streams/${namespace}/${name}/master.m3u8`;

const ingestOf = (scope: LiveStreamScope, settings: StreamSettings): Ingest | undefined => {
  const { liveStream, streamId, service, gatewayService, pod } = scope;
  if (streamId === undefined || service === undefined) return undefined;
  return ingestAddress({ liveStream, settings, streamId, service, gatewayService, hostIp: pod?.pod.status?.hostIP });
};

/** The session that the feed tells of, else the one that was known before. */
const currentSession = ({ liveStream, pod }: LiveStreamScope): Session | undefined => {
  const session = pod && sessionOf(pod.feed);
  if (!session) return liveStream.status?.session;
  const { id, startedAt, endedAt, source, renditions } = session;
  return {
    id,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    source: {
      videoCodec: source.videoCodec,
      width: source.width,
      height: source.height,
      frameRate: source.frameRate,
      ...(source.audioCodec !== undefined && { audioCodec: source.audioCodec }),
    },
    renditions,
  };
};

/** What no pod tells of any more has ended when the record says so, not before. */
const closedSession = (scope: LiveStreamScope): Session | undefined => {
  const session = currentSession(scope);
  if (!session || session.endedAt || !scope.sessionEndedAt) return session;
  return { ...session, endedAt: scope.sessionEndedAt.toISOString() };
};

/** The Recording of the running session or of the last one; undefined where it is not recorded. */
const recordingOf = ({ liveStream, hasRecording }: LiveStreamScope, session: Session | undefined) => {
  const name = session && sessionRecordingName(liveStream.metadata.name, session.id);
  return name !== undefined && hasRecording(name) ? { name } : undefined;
};

/** The whole status after a pass. */
export const deriveStatus = (scope: LiveStreamScope, settings: StreamSettings, now: Date): LiveStreamStatus => {
  const { metadata, status: previous } = scope.liveStream;
  const session = closedSession(scope);
  const ingest = ingestOf(scope, settings);
  const recordingRef = recordingOf(scope, session);
  const known = parseConditions(previous?.conditions);
  const facts = [readyFact(scope, ingest?.url), ...feedFacts(scope, session, known), ...progressFacts(scope)];
  return {
    observedGeneration: metadata.generation,
    conditions: deriveConditions(known, facts, { observedGeneration: metadata.generation, now }).map(
      ({ observedGeneration = metadata.generation, ...condition }) => ({ ...condition, observedGeneration }),
    ),
    ...(ingest && { ingest }),
    ...(session && { session }),
    ...(recordingRef && { recordingRef }),
    playback: { path: playbackPath(metadata) },
    ...(scope.pod && { podName: scope.pod.name }),
  };
};
