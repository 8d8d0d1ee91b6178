/** Stands where something would that could not be read. */
import { CloudAlert, RotateCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import { problemText } from './problem-text.ts';

export interface ErrorStateProps {
  /** What could not be done, without a full stop: "The videos could not be read". */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

export const ErrorState = ({ what, error, onRetry }: ErrorStateProps): ReactElement => (
  <div role="alert" className="flex flex-col items-center gap-2 rounded-card border border-line px-6 py-12 text-center">
    <div className="mb-1 grid size-12 place-items-center rounded-full bg-bad-soft text-bad">
      <CloudAlert aria-hidden className="size-6" />
    </div>
    <p className="font-semibold">{what}</p>
    <p className="max-w-prose text-balance text-muted text-sm">{problemText(error)}</p>
    {onRetry && (
      <Button icon={<RotateCw aria-hidden className="size-4" />} onClick={onRetry} className="mt-3">
        Retry
      </Button>
    )}
  </div>
);
