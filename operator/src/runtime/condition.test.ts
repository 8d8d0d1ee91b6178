import { describe, expect, it } from 'vitest';
import {
  boundMessage,
  type Condition,
  type ConditionFact,
  deriveConditions,
  findCondition,
  formatTime,
  isConditionTrue,
  maxMessageLength,
  parseConditions,
  removeCondition,
  setCondition,
} from './condition.ts';

const before = '2026-01-01T00:00:00Z';
const stamp = { observedGeneration: 2, now: new Date('2026-01-02T03:04:05.678Z') };
const now = '2026-01-02T03:04:05Z';

const buildFact = (type: string, overrides: Partial<ConditionFact> = {}): ConditionFact => ({
  type,
  status: 'True',
  reason: 'Works',
  message: 'It works',
  ...overrides,
});

const buildCondition = (type: string, overrides: Partial<Condition> = {}): Condition => ({
  ...buildFact(type),
  lastTransitionTime: before,
  observedGeneration: 1,
  ...overrides,
});

describe('deriveConditions', () => {
  it('keeps the time of the last change when only reason, message and generation change', () => {
    const fact = buildFact('Ready', { reason: 'Other', message: 'Other' });
    expect(deriveConditions([buildCondition('Ready')], [fact], stamp)).toEqual([
      { ...fact, lastTransitionTime: before, observedGeneration: 2 },
    ]);
  });

  it('takes the time of now when the status changes', () => {
    const [condition] = deriveConditions([buildCondition('Ready')], [buildFact('Ready', { status: 'False' })], stamp);
    expect(condition?.lastTransitionTime).toBe(now);
  });

  it('has exactly the facts, Ready first, the others by name', () => {
    const facts = ['Stalled', 'Ready', 'Live'].map((type) => buildFact(type));
    const derived = deriveConditions([buildCondition('Gone')], facts, stamp);
    expect(derived.map(({ type }) => type)).toEqual(['Ready', 'Live', 'Stalled']);
  });

  it('lets the later fact count when there are two of a type', () => {
    const facts = [buildFact('Ready'), buildFact('Ready', { status: 'False' })];
    expect(deriveConditions([], facts, stamp).map(({ status }) => status)).toEqual(['False']);
  });

  it('is the same list when derived twice', () => {
    const facts = ['B', 'Ready', 'A'].map((type) => buildFact(type));
    const first = deriveConditions([], facts, stamp);
    const later = { ...stamp, now: new Date('2027-01-01') };
    expect(deriveConditions(first, facts.toReversed(), later)).toEqual(first);
  });

  it('leaves the generation out when the object has none', () => {
    const [condition] = deriveConditions([], [buildFact('Ready')], { ...stamp, observedGeneration: undefined });
    expect(condition).not.toHaveProperty('observedGeneration');
  });
});

describe('setCondition', () => {
  it('leaves the other conditions alone', () => {
    const other = buildCondition('Other');
    expect(setCondition([other, buildCondition('Ready')], buildFact('Ready', { status: 'False' }), stamp)).toEqual([
      { ...buildFact('Ready', { status: 'False' }), lastTransitionTime: now, observedGeneration: 2 },
      other,
    ]);
  });
});

describe('removeCondition', () => {
  it('removes the condition of that type alone', () => {
    const other = buildCondition('Other');
    expect(removeCondition([buildCondition('Ready'), other], 'Ready')).toEqual([other]);
  });
});

describe('isConditionTrue', () => {
  it.each([
    ['True', true],
    ['False', false],
    ['Unknown', false],
  ] as const)('reads status %s', (status, expected) => {
    expect(isConditionTrue([buildCondition('Ready', { status })], 'Ready')).toBe(expected);
  });

  it('is false when there is no such condition', () => {
    expect([isConditionTrue([], 'Ready'), findCondition([], 'Ready')]).toEqual([false, undefined]);
  });
});

describe('parseConditions', () => {
  it('leaves out what is no condition', () => {
    expect(parseConditions([buildCondition('Ready'), { type: 'Broken' }, 'x'])).toEqual([buildCondition('Ready')]);
    expect(parseConditions(undefined)).toEqual([]);
  });
});

describe('boundMessage', () => {
  it('cuts a message that is too long, and says so', () => {
    const bounded = boundMessage('🎥'.repeat(maxMessageLength + 1));
    expect([Array.from(bounded).length, bounded.endsWith('🎥…')]).toEqual([maxMessageLength, true]);
  });

  it('leaves a message that fits as it is', () => {
    expect(boundMessage('x'.repeat(maxMessageLength))).toBe('x'.repeat(maxMessageLength));
  });
});

describe('formatTime', () => {
  it('has whole seconds', () => {
    expect(formatTime(stamp.now)).toBe(now);
  });
});
