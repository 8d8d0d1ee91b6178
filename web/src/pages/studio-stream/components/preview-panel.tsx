/** The stream as viewers see it, or what stands in its place. */
import { CirclePause, Hourglass, Radio } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { LazyLivePlayer } from '../../../player/live/lazy-live-player.tsx';
import { useStreamGrant } from '../../../streams/use-stream-grant.ts';
import { hindranceOf } from '../../../studio/model/health/health-report.ts';
import { standingOf } from '../../../studio/model/stream-standing.ts';

export interface PreviewPanelProps {
  readonly stream: Stream;
}

const places = {
  ready: [Radio, 'Ready for your encoder', 'Start streaming in OBS: your picture appears here.'],
  preparing: [Hourglass, 'Getting ready', 'This page tells you when your encoder may connect.'],
  suspended: [CirclePause, 'The stream is closed', 'Open it again when you want to stream.'],
} as const;

const Place = ({ stream }: PreviewPanelProps): ReactElement | null => {
  const { kind } = standingOf(stream);
  if (kind === 'live' || kind === 'reconnecting') return null;
  const [Icon, usualTitle, usualText] = places[kind];
  const { title = usualTitle, meaning: text = usualText } = (kind === 'preparing' && hindranceOf(stream)) || {};
  return (
    <div className="flex aspect-video w-full flex-col items-center justify-center gap-2 rounded-card border border-line bg-surface p-4 text-center">
      <Icon aria-hidden className="mb-1 size-8 text-muted" strokeWidth={1.5} />
      <p className="font-semibold">{title}</p>
      <p className="text-balance text-muted text-sm">{text}</p>
    </div>
  );
};

const Picture = ({ stream }: PreviewPanelProps): ReactElement => {
  const isPrivate = stream.visibility === 'private';
  const grant = useStreamGrant(isPrivate ? stream.id : undefined);
  // Without its cookie the first request would be refused.
  if (isPrivate && grant.count === 0) return <div aria-hidden className="aspect-video w-full bg-black" />;
  return (
    <LazyLivePlayer
      url={stream.playbackPath}
      title={stream.title}
      viewers={stream.viewers}
      isPreview
      reloadKey={grant.count}
    />
  );
};

/** See the file header. */
export const PreviewPanel = ({ stream }: PreviewPanelProps): ReactElement => (
  <section aria-label="Preview" className="overflow-hidden rounded-card">
    {stream.state === 'offline' || stream.isSuspended ? <Place stream={stream} /> : <Picture stream={stream} />}
  </section>
);
