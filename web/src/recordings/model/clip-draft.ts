/** A clip that is being chosen: by sliders, by typed times or by a length. Every step keeps `range` one that can be made. Pure. */
import { type ClipRange, moveEnd, type RangeEnd, rangeBefore, rangeFaults, type SessionBounds } from './clip-range.ts';
import { type ClipView, keepInView, viewAround, viewSpans } from './clip-view.ts';
import { localTimeText, parseLocalTime } from './local-time-text.ts';

export interface ClipDraft {
  readonly bounds: SessionBounds;
  /** The last one that could be made. */
  readonly range: ClipRange;
  /** What the two fields have: ahead of `range` while something in them is wrong. */
  readonly texts: Readonly<Record<RangeEnd, string>>;
  readonly view: ClipView;
}

const firstSeconds = 60;

const textsOf = ({ fromMs, toMs }: ClipRange): ClipDraft['texts'] => ({
  from: localTimeText(fromMs),
  to: localTimeText(toMs),
});

const withRange = (draft: ClipDraft, range: ClipRange): ClipDraft => ({
  ...draft,
  range,
  texts: textsOf(range),
  view: keepInView(draft.view, range, draft.bounds),
});

/** The last minute: what was just seen. */
export const beginDraft = (bounds: SessionBounds): ClipDraft => {
  const range = rangeBefore(bounds.endMs, firstSeconds, bounds);
  const [spanMs = 0] = viewSpans(bounds);
  return { bounds, range, texts: textsOf(range), view: viewAround(range, spanMs, bounds) };
};

/** The last so many seconds. */
export const chooseLast = (draft: ClipDraft, seconds: number): ClipDraft =>
  withRange(draft, rangeBefore(draft.bounds.endMs, seconds, draft.bounds));

/** A slider was moved. */
export const slideEnd = (draft: ClipDraft, end: RangeEnd, atMs: number): ClipDraft =>
  withRange(draft, moveEnd(draft.range, end, atMs, draft.bounds));

/** A time was typed: taken over when both fields together are a range. */
export const typeEnd = (draft: ClipDraft, end: RangeEnd, text: string): ClipDraft => {
  const typed = { ...draft, texts: { ...draft.texts, [end]: text } };
  if (Object.keys(draftFaults(typed)).length > 0) return typed;
  const range = typedRange(typed);
  return { ...typed, range, view: keepInView(draft.view, range, draft.bounds) };
};

/** The bar shows so much of the session. */
export const showSpan = (draft: ClipDraft, spanMs: number): ClipDraft => ({
  ...draft,
  view: viewAround(draft.range, spanMs, draft.bounds),
});

const typedRange = ({ texts }: ClipDraft): ClipRange => ({
  fromMs: parseLocalTime(texts.from),
  toMs: parseLocalTime(texts.to),
});

/** What is wrong with the fields, for people; empty when `range` is what they say. */
export const draftFaults = (draft: ClipDraft): Readonly<Partial<Record<RangeEnd, string>>> => {
  const range = typedRange(draft);
  if (Number.isNaN(range.fromMs)) return { from: 'Say when the clip begins' };
  if (Number.isNaN(range.toMs)) return { to: 'Say when the clip ends' };
  return rangeFaults(range, draft.bounds);
};
