/** What the user has made: on top what becomes a video just now, then their videos; and the dialogs that change these. */
import { type ReactElement, useState } from 'react';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { problemText } from '../../../design/problem-text.ts';
import { useToast } from '../../../design/toasts.tsx';
import { useDownloadVideo } from '../../../videos/api/download-video.ts';
import { useVideos } from '../../../videos/api/list-videos.ts';
import { useMyRecordings } from '../use-my-recordings.ts';
import { DeleteVideoDialog } from './delete-video-dialog.tsx';
import { EditVideoDialog } from './edit-video-dialog.tsx';
import { InTheMakingList } from './in-the-making-list.tsx';
import { MyVideoList } from './my-video-list.tsx';
import { RowSkeleton } from './row-skeleton.tsx';

interface Chosen {
  readonly to: 'edit' | 'delete';
  readonly video: VideoSummary;
}

const dialogs = { edit: EditVideoDialog, delete: DeleteVideoDialog } as const;

const useDownload = (): ((video: VideoSummary) => void) => {
  const { mutate } = useDownloadVideo();
  const toast = useToast();
  return ({ id }) => mutate(id, { onError: (error) => toast({ kind: 'failed', text: problemText(error) }) });
};

export const MyVideos = (): ReactElement => {
  const { recordings, isPending } = useMyRecordings();
  const videos = useVideos({ owner: 'me' });
  const download = useDownload();
  const [chosen, setChosen] = useState<Chosen>();
  const ChosenDialog = chosen && dialogs[chosen.to];
  if (isPending) return <MyVideosSkeleton />;
  return (
    <div className="flex flex-col gap-8">
      {recordings.length > 0 && <InTheMakingList recordings={recordings} />}
      <section aria-labelledby="my-videos">
        <h2 id="my-videos" className={recordings.length > 0 ? 'mb-3 font-semibold text-lg' : 'sr-only'}>
          Videos
        </h2>
        <MyVideoList
          query={videos}
          onEdit={(video) => setChosen({ to: 'edit', video })}
          onDelete={(video) => setChosen({ to: 'delete', video })}
          onDownload={download}
        />
      </section>
      {ChosenDialog && <ChosenDialog video={chosen.video} onClose={() => setChosen(undefined)} />}
    </div>
  );
};

const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const MyVideosSkeleton = (): ReactElement => (
  <div>
    <p role="status" className="sr-only">
      Loading
    </p>
    <div aria-hidden className="flex flex-col gap-3">
      {skeletonRows.map((row) => (
        <RowSkeleton key={row} />
      ))}
    </div>
  </div>
);
