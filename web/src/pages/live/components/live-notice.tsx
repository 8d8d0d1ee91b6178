/** What to do while there is nothing live to see: log in, wait, or watch the recording. */
import { Film, Lock } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Stream, VideoSummary } from '../../../api/generated/schemas.ts';
import { loginPath, videoPath } from '../../../app/page-paths.ts';
import { ButtonLink } from '../../../design/button-link.tsx';
import { useSessionState } from '../../../session/session-context.tsx';
import { useSessionVideo } from '../api/find-session-video.ts';
import type { LiveState } from '../model/live-state.ts';
import { endedSession, nextLookMs } from '../model/session-video.ts';

export interface LiveNoticeProps {
  readonly state: LiveState;
  readonly stream: Stream | undefined;
  readonly isMine: boolean;
}

interface PanelProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

const Panel = ({ icon, title, children, action }: PanelProps): ReactElement => (
  <div
    role="status"
    className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-surface px-4 py-4 sm:px-5"
  >
    <div aria-hidden className="grid size-10 shrink-0 place-items-center rounded-full bg-raised text-muted">
      {icon}
    </div>
    <div className="min-w-48 flex-1">
      <p className="font-semibold">{title}</p>
      <p className="text-muted text-sm">{children}</p>
    </div>
    {action}
  </div>
);

const PrivateNotice = (): ReactElement | null => {
  const { status } = useSessionState();
  const { pathname } = useLocation();
  if (status === 'restoring') return null;
  const isStranger = status === 'anonymous';
  return (
    <Panel
      icon={<Lock className="size-5" />}
      title="This stream is private"
      action={
        isStranger && (
          <ButtonLink to={loginPath(pathname)} variant="primary">
            Log in
          </ButtonLink>
        )
      }
    >
      {isStranger
        ? 'If it is yours, log in to watch it.'
        : 'It is for its owner alone. It starts here by itself when that changes.'}
    </Panel>
  );
};

const RecordingPanel = ({ video }: { readonly video: VideoSummary }): ReactElement => (
  <Panel
    icon={<Film className="size-5" />}
    title="Missed it?"
    action={
      <ButtonLink to={videoPath(video.id)} variant="primary">
        Watch the recording
      </ButtonLink>
    }
  >
    The last session is here as a video, from its beginning.
  </Panel>
);

/** Once the session is over: its recording, as soon as that is a video. */
const RecordingNotice = ({ stream, isMine }: Omit<LiveNoticeProps, 'state'>): ReactElement | null => {
  const session = endedSession(stream, isMine);
  const video = useSessionVideo(session);
  if (video) return <RecordingPanel video={video} />;
  if (!session || video === undefined || nextLookMs(session, false, Date.now()) === false) return null;
  return (
    <Panel icon={<Film className="size-5" />} title="The session is over">
      If it was recorded, its video appears here by itself.
    </Panel>
  );
};

/** See the file header. */
export const LiveNotice = ({ state, stream, isMine }: LiveNoticeProps): ReactElement | null => {
  if (state === 'private' && !stream) return <PrivateNotice />;
  if (state !== 'ended' && state !== 'offline') return null;
  return <RecordingNotice stream={stream} isMine={isMine} />;
};
