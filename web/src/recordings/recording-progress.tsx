/** What is on its way to becoming a video, and what did not get there; nothing at all while there is none. */
import { type ReactElement, useEffect, useEffectEvent, useId, useRef } from 'react';
import type { Recording } from '../api/generated/schemas.ts';
import { useNewestRecordings } from './api/list-recordings.ts';
import { DeleteRecordingDialog } from './delete-recording-dialog.tsx';
import { publishedSince } from './model/published-since.ts';
import { isAtRest } from './model/recording-rest.ts';
import { RecordingRow } from './recording-row.tsx';
import { useRecordingDeletion } from './use-recording-deletion.ts';

export interface RecordingProgressProps {
  /** One of them has just become a video: lists of videos are to be read again. */
  readonly onPublished?: () => void;
}

const isUnfinished = (recording: Recording): boolean => !isAtRest(recording) || recording.state === 'failed';

const usePublished = (recordings: readonly Recording[] | undefined, onPublished: () => void): void => {
  const before = useRef<readonly Recording[]>(undefined);
  const tell = useEffectEvent(onPublished);
  useEffect(() => {
    if (recordings === undefined) return;
    if (publishedSince(before.current ?? [], recordings).length > 0) tell();
    before.current = recordings;
  }, [recordings]);
};

/** See the file header. */
export const RecordingProgress = ({ onPublished }: RecordingProgressProps): ReactElement => {
  const recordings = useNewestRecordings();
  const { heading, ask, dialog } = useRecordingDeletion();
  const id = useId();
  usePublished(recordings, () => onPublished?.());
  const unfinished = recordings?.filter(isUnfinished) ?? [];
  return (
    <>
      {unfinished.length > 0 && (
        <section aria-labelledby={id} className="flex flex-col gap-3">
          <h2 id={id} ref={heading} tabIndex={-1} className="font-semibold text-lg">
            In the making
          </h2>
          <ul className="flex flex-col gap-3">
            {unfinished.map((recording) => (
              <li key={recording.id} className="min-w-0">
                <RecordingRow recording={recording} isCompact onDelete={ask} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <DeleteRecordingDialog {...dialog} />
    </>
  );
};
