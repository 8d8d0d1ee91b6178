/** Recordings that will be videos here in a while, with how far they are. */
import type { ReactElement } from 'react';
import type { Recording } from '../../../api/generated/schemas.ts';
import { RecordingFacts } from '../../../recordings/components/recording-facts.tsx';
import { RecordingState } from '../../../recordings/components/recording-state.tsx';

export interface InTheMakingListProps {
  readonly recordings: readonly Recording[];
}

export const InTheMakingList = ({ recordings }: InTheMakingListProps): ReactElement => (
  <section aria-labelledby="in-the-making">
    <h2 id="in-the-making" className="mb-3 font-semibold text-lg">
      In the making
    </h2>
    <ul className="flex flex-col gap-3">
      {recordings.map((recording) => (
        <li key={recording.id} className="rounded-card border border-line border-dashed p-4">
          <div className="flex flex-col gap-x-6 gap-y-2 sm:flex-row">
            <div className="min-w-0 flex-1">
              <h3 className="wrap-anywhere line-clamp-2 font-semibold leading-snug">{recording.title}</h3>
              <RecordingFacts recording={recording} />
            </div>
            <div className="min-w-0 flex-1">
              <RecordingState recording={recording} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  </section>
);
