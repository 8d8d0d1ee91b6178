/** Recordings that will be videos here in a while, with how far they are, and those of which none could be made. */
import type { ReactElement } from 'react';
import type { Recording } from '../../../api/generated/schemas.ts';
import { DeleteRecordingDialog } from '../../../recordings/delete-recording-dialog.tsx';
import { RecordingRow } from '../../../recordings/recording-row.tsx';
import { useRecordingDeletion } from '../../../recordings/use-recording-deletion.ts';

export interface InTheMakingListProps {
  readonly recordings: readonly Recording[];
}

/** See the file header. Nothing where there are none. */
export const InTheMakingList = ({ recordings }: InTheMakingListProps): ReactElement => {
  // Its own heading may go with the last row: the page’s takes the focus.
  const { ask, dialog } = useRecordingDeletion();
  return (
    <>
      {recordings.length > 0 && (
        <section aria-labelledby="in-the-making">
          <h2 id="in-the-making" className="mb-3 font-semibold text-lg">
            In the making
          </h2>
          <ul className="flex flex-col gap-3">
            {recordings.map((recording) => (
              <li key={recording.id}>
                <RecordingRow recording={recording} onDelete={ask} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <DeleteRecordingDialog {...dialog} />
    </>
  );
};
