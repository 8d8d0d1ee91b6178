import { describe, expect, it } from 'vitest';
import { beginDraft, chooseLast, draftFaults, showSpan, slideEnd, typeEnd } from './clip-draft.ts';
import { localTimeText } from './local-time-text.ts';

const at = (hours: number, minutes: number, seconds = 0): number =>
  new Date(2026, 0, 31, hours, minutes, seconds).getTime();
const bounds = { startMs: at(18, 0), endMs: at(20, 0) };
const begun = beginDraft(bounds);

describe('beginDraft', () => {
  it('takes the last minute, and shows ten around it', () => {
    expect(begun).toEqual({
      bounds,
      range: { fromMs: at(19, 59), toMs: at(20, 0) },
      texts: { from: '2026-01-31T19:59:00', to: '2026-01-31T20:00:00' },
      view: { startMs: at(19, 50), endMs: at(20, 0) },
    });
  });
});

describe('chooseLast', () => {
  it('ends with the session, in the fields too', () => {
    const chosen = chooseLast(slideEnd(begun, 'to', at(19, 59, 30)), 30);
    expect([chosen.range, chosen.texts.from]).toEqual([
      { fromMs: at(19, 59, 30), toMs: at(20, 0) },
      '2026-01-31T19:59:30',
    ]);
  });

  it('shows more when the clip is longer than what is shown', () => {
    expect(chooseLast(begun, 1800).view).toEqual({ startMs: at(19, 22, 30), endMs: at(20, 0) });
  });
});

describe('typeEnd', () => {
  it('takes over a time that can be', () => {
    const typed = typeEnd(begun, 'from', '2026-01-31T19:58:30');
    expect([typed.range.fromMs, draftFaults(typed)]).toEqual([at(19, 58, 30), {}]);
  });

  it('keeps the last range while a field is wrong, and says what', () => {
    const typed = typeEnd(begun, 'from', '');
    expect([typed.range, typed.texts.from, draftFaults(typed)]).toEqual([
      begun.range,
      '',
      { from: 'Say when the clip begins' },
    ]);
  });

  it('takes over both when the second makes it right', () => {
    const wrong = typeEnd(begun, 'from', localTimeText(at(18, 10)));
    const early = typeEnd(typeEnd(wrong, 'to', localTimeText(at(18, 5))), 'from', localTimeText(at(18, 4)));
    expect(draftFaults(typeEnd(wrong, 'to', localTimeText(at(18, 5))))).toEqual({
      to: 'The end must be later than the beginning',
    });
    expect(early.range).toEqual({ fromMs: at(18, 4), toMs: at(18, 5) });
  });
});

describe('showSpan', () => {
  it('shows all of the session', () => {
    expect(showSpan(begun, at(20, 0) - at(18, 0)).view).toEqual({ startMs: at(18, 0), endMs: at(20, 0) });
  });
});
