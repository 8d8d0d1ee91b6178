/** After the last picture: once more, or on to the next video. */
import { RotateCcw } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { videoPath } from '../../../app/page-paths.ts';
import { formatDuration } from '../../../format/format-duration.ts';
import { ownerName } from '../../../people/owner-name.ts';
import { VideoThumbnail } from '../../../videos/video-thumbnail.tsx';

export interface EndScreenProps {
  /** Undefined where there is no other video. */
  readonly next: VideoSummary | undefined;
  readonly onReplay: () => void;
}

const NextVideo = ({ video }: { readonly video: VideoSummary }): ReactElement => (
  <Link to={videoPath(video.id)} className="player-next">
    <span className="player-next-picture">
      <VideoThumbnail url={video.thumbnailUrl} />
    </span>
    <span className="player-next-text">
      <span className="player-next-label">Next</span>
      <span className="player-next-title">{video.title}</span>
      <span className="player-next-facts">
        {ownerName(video.owner)} · {formatDuration(video.durationSeconds)}
      </span>
    </span>
  </Link>
);

export const EndScreen = ({ next, onReplay }: EndScreenProps): ReactElement => (
  <div slot="centered-chrome" className="player-end">
    <button type="button" className="player-pill" onClick={onReplay}>
      <RotateCcw aria-hidden />
      Watch again
    </button>
    {next && <NextVideo video={next} />}
  </div>
);
