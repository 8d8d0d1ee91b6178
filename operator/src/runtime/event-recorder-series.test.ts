import { describe, expect, it } from 'vitest';
import { type EventOccurrence, EventRecorderSeries } from './event-recorder-series.ts';

const limits = { windowMs: 10_000, capacity: 3, burst: 2, refillMs: 1_000 };

const buildOccurrence = (object: string, overrides: Partial<EventOccurrence> = {}): EventOccurrence => ({
  regarding: { apiVersion: 'v1', kind: 'Pod', metadata: { name: object, uid: `uid-${object}` } },
  type: 'Normal',
  reason: 'Started',
  action: 'Start',
  note: 'Started it',
  ...overrides,
});

const at = (ms: number): Date => new Date(1_800_000_000_000 + ms);

describe('EventRecorderSeries', () => {
  it('counts up when the same happens again within the window', () => {
    const table = new EventRecorderSeries(limits);
    const first = table.record(buildOccurrence('a'), at(0));
    table.record(buildOccurrence('a'), at(9_000));
    const third = table.record(buildOccurrence('a'), at(18_000));
    expect(third).toBe(first);
    expect(third).toMatchObject({ count: 3, firstTime: at(0), lastTime: at(18_000) });
  });

  it('starts anew after a pause', () => {
    const table = new EventRecorderSeries(limits);
    table.record(buildOccurrence('a'), at(0));
    expect(table.record(buildOccurrence('a'), at(10_000))).toMatchObject({ count: 1, firstTime: at(10_000) });
  });

  it.each<[string, EventOccurrence]>([
    ['object', buildOccurrence('b')],
    ['reason', buildOccurrence('a', { reason: 'Stopped' })],
    ['note', buildOccurrence('a', { note: 'Started it twice' })],
    ['type', buildOccurrence('a', { type: 'Warning' })],
  ])('starts another series when the %s differs', (_, occurrence) => {
    const table = new EventRecorderSeries(limits);
    table.record(buildOccurrence('a'), at(0));
    expect(table.record(occurrence, at(1))).toMatchObject({ count: 1 });
  });

  it('refuses an object’s new series beyond its allowance, which refills', () => {
    const table = new EventRecorderSeries(limits);
    const count = (note: string, ms: number) => table.record(buildOccurrence('a', { note }), at(ms))?.count;
    expect([count('1', 0), count('2', 0), count('3', 0), count('2', 10)]).toEqual([1, 1, undefined, 2]);
    expect([count('4', 999), count('5', 2_000)]).toEqual([undefined, 1]);
    expect(table.record(buildOccurrence('b'), at(2_000))).toMatchObject({ count: 1 });
  });

  it('forgets the series that was not used for longest when there are too many', () => {
    const table = new EventRecorderSeries(limits);
    for (const object of ['a', 'b', 'c', 'a', 'd']) table.record(buildOccurrence(object), at(0));
    const counts = ['a', 'c', 'b'].map((object) => table.record(buildOccurrence(object), at(1))?.count);
    expect(counts).toEqual([3, 2, 1]);
  });

  it('starts anew when the series was forgotten', () => {
    const table = new EventRecorderSeries(limits);
    const series = table.record(buildOccurrence('a'), at(0));
    if (series !== undefined) table.forget(series);
    expect(table.record(buildOccurrence('a'), at(1))?.count).toBe(1);
  });
});
