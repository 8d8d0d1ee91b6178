/** Which part of the session: by length, by two handles on a bar, or by two times. */
import type { ReactElement } from 'react';
import { classNames } from '../../design/class-names.ts';
import { SelectField } from '../../design/select-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { spellDuration } from '../../format/spell-duration.ts';
import { type ClipDraft, chooseLast, draftFaults, showSpan, slideEnd, typeEnd } from '../model/clip-draft.ts';
import type { RangeEnd } from '../model/clip-range.ts';
import { viewSpans } from '../model/clip-view.ts';
import { isWithinDay, localTimeText } from '../model/local-time-text.ts';
import { ClipLengths } from './clip-lengths.tsx';
import { ClipRangeBar } from './clip-range-bar.tsx';

export interface ClipTimesProps {
  readonly draft: ClipDraft;
  /** What the api found wrong, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: ClipDraft) => void;
}

const labels: Readonly<Record<RangeEnd, string>> = { from: 'From', to: 'To' };

type TimeFieldProps = ClipTimesProps & { readonly end: RangeEnd };

/** A session of one day needs no dates. */
const TimeField = ({ end, draft, errors, onChange }: TimeFieldProps): ReactElement => {
  const [first, last] = [localTimeText(draft.bounds.startMs), localTimeText(draft.bounds.endMs)];
  const day = isWithinDay(draft.bounds) ? first.slice(0, 'YYYY-MM-DDT'.length) : '';
  return (
    <TextField
      label={labels[end]}
      type={day === '' ? 'datetime-local' : 'time'}
      step={1}
      className="tabular-nums [&[type=time]::-webkit-calendar-picker-indicator]:hidden"
      min={first.slice(day.length)}
      max={last.slice(day.length)}
      required
      value={draft.texts[end].slice(day.length)}
      onChange={({ target }) => onChange(typeEnd(draft, end, target.value && day + target.value))}
      error={draftFaults(draft)[end] ?? errors[end]}
    />
  );
};

const SpanField = ({ draft, onChange }: Omit<ClipTimesProps, 'errors'>): ReactElement | null => {
  const spans = viewSpans(draft.bounds);
  if (spans.length < 2) return null;
  const sessionMs = spans.at(-1);
  const labelOf = (span: number): string =>
    span === sessionMs ? `the whole session, ${spellDuration(span / 1000)}` : spellDuration(span / 1000);
  const shown = draft.view.endMs - draft.view.startMs;
  return (
    <SelectField
      label="The bar shows"
      options={spans.map((span) => ({ value: String(span), label: labelOf(span) }))}
      value={String(spans.find((span) => span >= shown) ?? sessionMs)}
      onChange={({ target }) => onChange(showSpan(draft, Number(target.value)))}
    />
  );
};

/** See the file header. */
export const ClipTimes = (props: ClipTimesProps): ReactElement => {
  const { draft, onChange } = props;
  return (
    <div className="flex flex-col gap-4">
      <ClipLengths draft={draft} onChoose={(seconds) => onChange(chooseLast(draft, seconds))} />
      <ClipRangeBar draft={draft} onSlide={(end, atMs) => onChange(slideEnd(draft, end, atMs))} />
      <div
        className={classNames(
          'grid gap-4',
          isWithinDay(draft.bounds) && 'grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]',
        )}
      >
        <TimeField end="from" {...props} />
        <TimeField end="to" {...props} />
      </div>
      <SpanField draft={draft} onChange={onChange} />
    </div>
  );
};
