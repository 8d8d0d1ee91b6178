/** How a recording is doing: a label that is read out when it changes, what that means, and how far it is. */
import { CircleAlert, CircleCheck, Clock, LoaderCircle, type LucideIcon, Radio, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';
import { classNames } from '../../design/class-names.ts';
import { type RecordingTone, recordingWords } from '../model/recording-words.ts';

interface ToneLook {
  readonly Icon: LucideIcon;
  readonly colour: string;
}

const looks: Readonly<Record<RecordingTone, ToneLook>> = {
  neutral: { Icon: Clock, colour: 'text-muted' },
  live: { Icon: Radio, colour: 'text-bad' },
  busy: { Icon: LoaderCircle, colour: 'text-accent animate-spin motion-reduce:animate-none' },
  good: { Icon: CircleCheck, colour: 'text-good' },
  warning: { Icon: TriangleAlert, colour: 'text-warning' },
  bad: { Icon: CircleAlert, colour: 'text-bad' },
};

interface ProgressBarProps {
  readonly label: string;
  readonly percent: number;
}

const ProgressBar = ({ label, percent }: ProgressBarProps): ReactElement => (
  <progress
    aria-label={label}
    max={100}
    value={percent}
    className="mt-1 block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
  />
);

export interface RecordingStateProps {
  readonly recording: Recording;
}

/** See the file header. */
export const RecordingState = ({ recording }: RecordingStateProps): ReactElement => {
  const { tone, label, detail, percent } = recordingWords(recording);
  const { Icon, colour } = looks[tone];
  return (
    <div
      className={classNames(
        'flex min-w-0 grow items-start gap-2 text-sm sm:basis-48',
        tone === 'bad' ? 'basis-full' : 'basis-48',
      )}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <span role="status" className="font-medium">
            <span className="sr-only">{recording.title}: </span>
            {label}
          </span>
          {detail && <span className="text-muted"> · {detail}</span>}
        </p>
        {percent !== undefined && <ProgressBar label={`${recording.title}: ${label}`} percent={percent} />}
      </div>
    </div>
  );
};
