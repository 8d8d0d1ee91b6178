import { useLocation } from 'react-router';
import type { Stream } from '../../api/generated/schemas.ts';
import { useMe, useSessionState } from '../../session/session-context.tsx';
import { useSessionVideo } from './api/find-session-video.ts';
import { type LiveHint, liveHint } from './model/live-hint.ts';
import type { LiveState } from './model/live-state.ts';
import { endedSession } from './model/session-video.ts';

export interface HintedPage {
  readonly state: LiveState;
  readonly stream: Stream | undefined;
}

/** What to do while there is nothing live to see; looks for the recording meanwhile. */
export const useLiveHint = ({ state, stream }: HintedPage): LiveHint | undefined => {
  const { status: login } = useSessionState();
  const { pathname: path } = useLocation();
  const session = endedSession(stream, useMe());
  const video = useSessionVideo(session);
  return liveHint({ state, isSeen: stream !== undefined, login, path, session, video, nowMs: Date.now() });
};
