/** What the user has made: on top what becomes a video just now, then their videos; and the dialogs that change these. */
import { type ReactElement, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import { useVideos } from '../../../videos/api/list-videos.ts';
import { useDownload } from '../../../videos/use-download.ts';
import { useMyRecordings } from '../use-my-recordings.ts';
import { DeleteVideoDialog } from './delete-video-dialog.tsx';
import { EditVideoDialog } from './edit-video-dialog.tsx';
import { InTheMakingList } from './in-the-making-list.tsx';
import { MyVideoList } from './my-video-list.tsx';
import type { VideoActions } from './row-actions.tsx';
import { RowSkeleton } from './row-skeleton.tsx';

interface Edited {
  /** Of the video whose words are edited; null for none. */
  readonly id: string | null;
  readonly edit: (id: string) => void;
  readonly close: () => void;
}

/** Chosen in the list, or by the address, which other pages lead to: `/my-videos?edit=<id>`. */
const useEdited = (): Edited => {
  const [address, setAddress] = useSearchParams();
  const [chosen, edit] = useState<string | null>(null);
  const named = address.get('edit') || null;
  const close = (): void => {
    edit(null);
    if (address.has('edit')) setAddress({}, { replace: true, preventScrollReset: true });
  };
  return { id: chosen ?? named, edit, close };
};

const Lists = (actions: Pick<VideoActions, 'onEdit' | 'onDelete'>): ReactElement => {
  const { recordings, isPending } = useMyRecordings();
  const videos = useVideos({ owner: 'me' });
  const download = useDownload();
  if (isPending) return <MyVideosSkeleton />;
  return (
    <div className="flex flex-col gap-8">
      <InTheMakingList recordings={recordings} />
      <section aria-labelledby="my-videos">
        <h2 id="my-videos" className={recordings.length > 0 ? 'mb-3 font-semibold text-lg' : 'sr-only'}>
          Videos
        </h2>
        <MyVideoList query={videos} {...actions} onDownload={({ id }) => download.begin(id)} />
      </section>
    </div>
  );
};

export const MyVideos = (): ReactElement => {
  const edited = useEdited();
  const [deleted, setDeleted] = useState<VideoSummary>();
  return (
    <>
      <Lists onEdit={({ id }) => edited.edit(id)} onDelete={setDeleted} />
      {edited.id !== null && <EditVideoDialog id={edited.id} onClose={edited.close} />}
      {deleted && <DeleteVideoDialog video={deleted} onClose={() => setDeleted(undefined)} />}
    </>
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
