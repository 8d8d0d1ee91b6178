/** "The last minute" and its like, by one press. */
import type { ReactElement } from 'react';
import { Button } from '../../design/button.tsx';
import type { ClipDraft } from '../model/clip-draft.ts';
import { rangeBefore } from '../model/clip-range.ts';

export interface ClipLengthsProps {
  readonly draft: ClipDraft;
  readonly onChoose: (seconds: number) => void;
}

const lengths = [30, 60, 120, 300];

const isChosen = ({ range, bounds }: ClipDraft, seconds: number): boolean => {
  const { fromMs, toMs } = rangeBefore(bounds.endMs, seconds, bounds);
  return fromMs === range.fromMs && toMs === range.toMs;
};

const shortWords = (seconds: number): string => (seconds < 60 ? `${seconds} s` : `${seconds / 60} min`);

/** See the file header. Those that the session is too short for are not offered. */
export const ClipLengths = ({ draft, onChoose }: ClipLengthsProps): ReactElement | null => {
  const offered = lengths.filter((seconds) => seconds * 1000 <= draft.bounds.endMs - draft.bounds.startMs);
  if (offered.length === 0) return null;
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1.5 font-medium text-sm">The last</legend>
      {offered.map((seconds) => (
        <Button
          key={seconds}
          size="sm"
          variant={isChosen(draft, seconds) ? 'primary' : 'secondary'}
          aria-pressed={isChosen(draft, seconds)}
          onClick={() => onChoose(seconds)}
        >
          {shortWords(seconds)}
        </Button>
      ))}
    </fieldset>
  );
};
