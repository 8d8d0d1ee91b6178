/** What to do while there is nothing live to see: log in, wait, or watch the recording. Pure. */
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { loginPath, videoPath } from '../../../app/page-paths.ts';
import type { SessionState } from '../../../session/session.ts';
import type { LiveState } from './live-state.ts';
import { type EndedSession, nextLookMs } from './session-video.ts';

export interface LiveHint {
  readonly text: string;
  readonly action?: { readonly label: string; readonly to: string };
}

export interface HintFacts {
  readonly state: LiveState;
  /** The api shows the stream to this viewer. */
  readonly isSeen: boolean;
  readonly login: SessionState['status'];
  /** Of this page. */
  readonly path: string;
  /** The last session of a stream that is not live. */
  readonly session: EndedSession | undefined;
  /** Its recording; null while there is none, undefined until that is known. */
  readonly video: VideoSummary | null | undefined;
  readonly nowMs: number;
}

const privateHint = ({ login, path }: HintFacts): LiveHint | undefined => {
  if (login === 'restoring') return undefined;
  if (login === 'known') return { text: 'It is another user’s, and for them alone.' };
  return { text: 'If it is yours, log in to watch it.', action: { label: 'Log in to watch', to: loginPath(path) } };
};

const recordingHint = ({ session, video, nowMs }: HintFacts): LiveHint | undefined => {
  if (!session || video === undefined) return undefined;
  if (video === null) {
    const isStillLooked = nextLookMs(session, video, nowMs) !== false;
    return isStillLooked ? { text: 'If it was recorded, its video appears here by itself.' } : undefined;
  }
  return {
    text: 'What was recorded of it is here as a video.',
    action: { label: 'Watch the recording', to: videoPath(video.id) },
  };
};

/** Undefined where nothing needs to be said. */
export const liveHint = (facts: HintFacts): LiveHint | undefined => {
  if (facts.state === 'private') return facts.isSeen ? undefined : privateHint(facts);
  return facts.state === 'ended' || facts.state === 'offline' ? recordingHint(facts) : undefined;
};
