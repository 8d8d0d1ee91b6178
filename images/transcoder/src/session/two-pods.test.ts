/**
 * A search, not a proof. It tries everything that can happen within 5 or 6 steps of each of eight situations (a new stream, a live
 * one, one whose store is away, …; see the table), every world once, and leaves each of them to itself until it rests. It does not
 * reach: longer stories, more than two pods, other beginnings; time passes in whole segments, with at most one short segment
 * between two of them, on one rendition.
 */
import { describe, expect, it } from 'vitest';
import { type Step, steps } from '../testing/session-steps.ts';
import { BrokenPromiseError, lastEntry, newWorld, promise, type World } from '../testing/session-world.ts';
import type { SessionRules } from './advance-session.ts';

/** Times count from now, and no further back than anything depends on: the same situation later is the same situation. */
const keyOf = (world: World): string =>
  JSON.stringify(world, (name, value: unknown) =>
    name.endsWith('Ms') && typeof value === 'number' ? Math.max(value - world.nowMs, -6_000) : value,
  );

interface Found {
  readonly world: string;
  readonly story: readonly string[];
}

const stepNamed = (name: string): Step => {
  const step = steps.find((candidate) => candidate.name === name);
  if (!step) throw new RangeError(`There is no step ${name}`);
  return step;
};

/** What is left to itself: nobody connects, all that waits is done, time passes. */
const toBeDone = ['firstLog', 'claim', 'upload', 'look', 'grace', 'drained'].flatMap((name) => [
  `${name}0`,
  `${name}1`,
]);
const settling = [...toBeDone, 'operatorEnd'].map(stepNamed);
const rereading = ['readLog0', 'readLog1'].map(stepNamed);
const [dropping, ticking] = [['storeBack', 'thaw', 'drop0', 'drop1'].map(stepNamed), stepNamed('tick')];

/** Does what can be done, until nothing can. */
const rest = (world: World, rules: SessionRules): void => {
  let rounds = 0;
  for (let step = settling.find(({ can }) => can(world)); step; step = settling.find(({ can }) => can(world))) {
    step.take(world, rules);
    rounds += 1;
    promise(rounds < 200, `${step.name} never comes to rest`);
  }
};

const takeEach = (some: readonly Step[], world: World, rules: SessionRules): void => {
  for (const step of some) if (step.can(world)) step.take(world, rules);
};

/** A session must not stay open for ever where somebody is there to end it. */
const settle = (world: World, rules: SessionRules): void => {
  takeEach(dropping, world, rules);
  for (let ticks = 0; ticks < 12; ticks += 1) {
    takeEach(rereading, world, rules);
    rest(world, rules);
    ticking.take(world, rules);
  }
  const last = lastEntry(world);
  promise(last === undefined || last.end, `${last?.session} stays open`);
  const waiting = world.pods.flatMap(({ claims, spool }) => [...claims, ...spool]);
  promise(waiting.length === 0, 'something is never uploaded');
};

const attempt = (story: readonly string[], act: () => void): void => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof BrokenPromiseError)) throw error;
    throw new Error(`${error.message}, in: ${story.join(' ')}`);
  }
};

/** What one step makes of a situation, if it is a new one. */
const follow = ({ world, story }: Found, step: Step, seen: Set<string>, rules: SessionRules): readonly Found[] => {
  const changed: World = JSON.parse(world);
  if (!step.can(changed)) return [];
  const longer = [...story, step.name];
  attempt(longer, () => step.take(changed, rules));
  const key = keyOf(changed);
  if (seen.has(key)) return [];
  seen.add(key);
  const found = { world: JSON.stringify(changed), story: longer };
  attempt([...longer, '…'], () => settle(changed, rules));
  return [found];
};

/** Tries everything that can follow on `story`, `depth` steps far, each situation once. Returns how many there are. */
const explore = (start: readonly string[], depth: number, rules: SessionRules): number => {
  const first = newWorld();
  for (const name of start) stepNamed(name).take(first, rules);
  const seen = new Set([keyOf(first)]);
  let level: readonly Found[] = [{ world: JSON.stringify(first), story: start }];
  for (let taken = 0; taken < depth; taken += 1) {
    level = level.flatMap((found) => steps.flatMap((step) => follow(found, step, seen, rules)));
  }
  return seen.size;
};

const live = ['firstLog0', 'media0', 'claim0', 'tick', 'upload0'];

describe('advanceSession, on two pods and a bucket', () => {
  it.each([
    ['a new stream', [], 6, 2_000],
    ['a live session', live, 6, 2_000],
    ['a live session and a second pod', [...live, 'second', 'firstLog1'], 5, 2_000],
    ['a session that waits for its encoder', [...live, 'tick', 'drop0', 'tick'], 5, 2_000],
    ['a session whose store is away', [...live, 'storeAway', 'tick', 'drop0', 'media0'], 6, 2_000],
    [
      'a pod that starts without the store',
      ['firstLog0', 'media0', 'claim0', 'tick', 'upload0', 'lose0', 'storeAway', 'second', 'media1'],
      6,
      2_000,
    ],
    ['a pod that is told to go', [...live, 'tick', 'terminate0', 'second'], 5, 2_000],
    ['a live session without grace', live, 5, 0],
  ])(
    'keeps its promises in everything that can follow on %s',
    (_, start, depth, graceMs) => {
      expect(explore(start, depth, { graceMs, segmentMs: 1_000 })).toBeGreaterThan(1_000);
    },
    240_000,
  );
});
