/** When a recording was and what it has, in a line; what it lacks, in another. */
import { TriangleAlert } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';
import { RelativeTime } from '../../format/relative-time.tsx';
import { clipPart, lackFacts, mediaFacts } from '../model/recording-facts.ts';

export interface RecordingFactsProps {
  readonly recording: Recording;
}

/** See the file header. */
export const RecordingFacts = ({ recording }: RecordingFactsProps): ReactElement => {
  const part = clipPart(recording);
  const facts = [...(part === undefined ? [] : [part]), ...mediaFacts(recording)];
  return (
    <div className="text-muted text-sm">
      <p>
        <RelativeTime at={recording.startedAt ?? recording.createdAt} />
        {facts.map((fact) => (
          <Fragment key={fact}>
            {' · '}
            <span className="whitespace-nowrap tabular-nums">{fact}</span>
          </Fragment>
        ))}
      </p>
      {lackFacts(recording).map((lack) => (
        <p key={lack} className="mt-1 flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          {lack}
        </p>
      ))}
    </div>
  );
};
