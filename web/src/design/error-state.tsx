/** Stands where something would that could not be read. */
import { CloudAlert, RotateCw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from './button.tsx';
import { problemText } from './problem-text.ts';

export interface ErrorStateProps {
  /** What could not be done, without a full stop: "The videos could not be read". */
  readonly what: string;
  /** The last one stays in sight while there is none, as while it is tried again. */
  readonly error: unknown;
  readonly isRetrying?: boolean | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** The latest that was one. */
const useLast = (error: unknown): unknown => {
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return error || last;
};

export const ErrorState = ({ what, error, isRetrying, onRetry }: ErrorStateProps): ReactElement => {
  const shown = useLast(error);
  return (
    <div
      role="alert"
      className="flex flex-col items-center gap-2 rounded-card border border-line px-6 py-12 text-center"
    >
      <div className="mb-1 grid size-12 place-items-center rounded-full bg-bad-soft text-bad">
        <CloudAlert aria-hidden className="size-6" />
      </div>
      <p className="font-semibold">{what}</p>
      <p className="max-w-prose text-balance text-muted text-sm">{problemText(shown)}</p>
      {onRetry && (
        <Button
          icon={<RotateCw aria-hidden className="size-4" />}
          isBusy={isRetrying}
          onClick={onRetry}
          className="mt-3"
        >
          Retry
        </Button>
      )}
    </div>
  );
};
