/**
 * The part of a session that becomes a clip, between two handles: the browser's own sliders, for mouse, finger and keyboard.
 * The first one stands left of its time and the other right of it, so that they never cover each other.
 */
import type { ReactElement } from 'react';
import { formatClockTime } from '../../format/format-date-time.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { spellDuration } from '../../format/spell-duration.ts';
import type { ClipDraft } from '../model/clip-draft.ts';
import type { RangeEnd } from '../model/clip-range.ts';
import './clip-range-bar.css';

export interface ClipRangeBarProps {
  readonly draft: ClipDraft;
  readonly onSlide: (end: RangeEnd, atMs: number) => void;
}

const handles = {
  from: { label: 'Beginning of the clip', place: 'left-0' },
  to: { label: 'End of the clip', place: 'right-0' },
} as const;

const valueText = (atMs: number, sessionStartMs: number): string =>
  `${formatClockTime(new Date(atMs))}, ${spellDuration((atMs - sessionStartMs) / 1000)} into the session`;

const Handle = ({ end, draft, onSlide }: ClipRangeBarProps & { readonly end: RangeEnd }): ReactElement => {
  const { bounds, range, view } = draft;
  const atMs = end === 'from' ? range.fromMs : range.toMs;
  return (
    <input
      type="range"
      aria-label={handles[end].label}
      aria-valuetext={valueText(atMs, bounds.startMs)}
      min={view.startMs}
      max={view.endMs}
      step={1000}
      value={atMs}
      onChange={({ target }) => onSlide(end, target.valueAsNumber)}
      className={`clip-handle ${handles[end].place}`}
    />
  );
};

/** Where the part is, as shares of the bar. */
const shareOf = ({ view: { startMs, endMs } }: ClipDraft, atMs: number): number => (atMs - startMs) / (endMs - startMs);

const Part = ({ draft }: { readonly draft: ClipDraft }): ReactElement => {
  const [from, to] = [shareOf(draft, draft.range.fromMs), shareOf(draft, draft.range.toMs)];
  return (
    <div className="absolute inset-x-6 inset-y-0">
      <div
        className="absolute inset-y-0 border-accent border-y-2 bg-accent/20"
        style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%` }}
      />
    </div>
  );
};

/** See the file header. */
export const ClipRangeBar = ({ draft, onSlide }: ClipRangeBarProps): ReactElement => (
  <div>
    <div className="relative h-12 overflow-hidden rounded-control bg-raised">
      <Part draft={draft} />
      <Handle end="from" draft={draft} onSlide={onSlide} />
      <Handle end="to" draft={draft} onSlide={onSlide} />
    </div>
    <div className="mt-1.5 flex justify-between text-muted text-xs tabular-nums">
      <span>{formatClockTime(new Date(draft.view.startMs))}</span>
      <span className="font-medium text-sm text-text">
        <span className="sr-only">Length of the clip: </span>
        {formatDuration((draft.range.toMs - draft.range.fromMs) / 1000)}
      </span>
      <span>{formatClockTime(new Date(draft.view.endMs))}</span>
    </div>
  </div>
);
