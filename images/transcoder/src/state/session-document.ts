/** The session's machine state in the state feed's words (pure). */
import type { SessionState as FeedSession } from '@kubecast/media/state-feed';
import type { Session, SessionState } from '../session/session-state.ts';

const rfc3339 = (ms: number): string => new Date(ms).toISOString();

const common = (session: Session, recording: boolean) => ({
  id: session.id,
  startedAt: rfc3339(session.startedAtMs),
  recording,
  source: session.source,
  renditions: session.format.renditions.map(({ name }) => name),
});

/** An adopted session is what the log says of it: our own configuration counts from our first epoch of it on. */
const isRecorded = (state: SessionState, recording: boolean): boolean =>
  state.phase === 'Reconnecting' && state.adopted ? state.adopted.recording : recording;

/** Undefined while this pod has not served a session. A retired pod goes on saying what it last knew: nothing of its own. */
export const sessionDocument = (state: SessionState, recording: boolean): FeedSession | undefined => {
  switch (state.phase) {
    case 'Live':
    case 'Reconnecting':
      return {
        ...common(state.session, isRecorded(state, recording)),
        phase: state.phase,
        since: rfc3339(state.sinceMs),
        epoch: state.counters.lastEpoch,
      };
    case 'Idle': {
      if (!state.ended) return undefined;
      const endedAt = rfc3339(state.ended.endedAtMs);
      return {
        ...common(state.ended, recording),
        phase: 'Ended',
        since: endedAt,
        endedAt,
        epoch: state.ended.lastEpoch,
      };
    }
    case 'Retired':
      return undefined;
  }
};
