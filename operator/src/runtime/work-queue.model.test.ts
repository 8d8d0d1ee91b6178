import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkQueue } from './work-queue.ts';

/** What must hold whatever the order: keys that ask for work since they were last handed out, and keys in hand. */
interface Model {
  readonly asked: Set<string>;
  /** Due moments of delayed adds, by the fake clock. */
  readonly delayed: Map<string, number>;
  readonly inHand: Set<string>;
  nowMs: number;
}

type Command = fc.AsyncCommand<Model, WorkQueue>;

const ask = (model: Model, key: string): void => void model.asked.add(key);

class Add implements Command {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
  check = (): boolean => true;
  async run(model: Model, queue: WorkQueue): Promise<void> {
    queue.add(this.key);
    ask(model, this.key);
  }
  toString = (): string => `add(${this.key})`;
}

class AddAfter implements Command {
  readonly key: string;
  readonly delayMs: number;
  constructor(key: string, delayMs: number) {
    this.key = key;
    this.delayMs = delayMs;
  }
  check = (): boolean => true;
  async run(model: Model, queue: WorkQueue): Promise<void> {
    queue.addAfter(this.key, this.delayMs);
    const dueMs = model.nowMs + this.delayMs;
    model.delayed.set(this.key, Math.min(dueMs, model.delayed.get(this.key) ?? dueMs));
  }
  toString = (): string => `addAfter(${this.key}, ${this.delayMs})`;
}

class Pass implements Command {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check = (): boolean => true;
  async run(model: Model): Promise<void> {
    await vi.advanceTimersByTimeAsync(this.ms);
    model.nowMs += this.ms;
    for (const [key, dueMs] of [...model.delayed]) {
      if (dueMs > model.nowMs) continue;
      model.delayed.delete(key);
      ask(model, key);
    }
  }
  toString = (): string => `pass(${this.ms})`;
}

const free = (model: Model): string[] => [...model.asked].filter((key) => !model.inHand.has(key));

class Get implements Command {
  check = (model: Readonly<Model>): boolean => free(model).length > 0;
  async run(model: Model, queue: WorkQueue): Promise<void> {
    expect(queue.depth).toBe(free(model).length);
    const key = await queue.get();
    if (key === undefined) throw new Error('The queue lost a key');
    expect(free(model)).toContain(key);
    model.asked.delete(key);
    model.inHand.add(key);
  }
  toString = (): string => 'get()';
}

class Done implements Command {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
  check = (model: Readonly<Model>): boolean => model.inHand.size > 0;
  async run(model: Model, queue: WorkQueue): Promise<void> {
    const key = [...model.inHand][this.index % model.inHand.size] ?? '';
    queue.done(key);
    model.inHand.delete(key);
    expect(queue.depth).toBe(free(model).length);
  }
  toString = (): string => `done(${this.index})`;
}

const key = fc.constantFrom('a', 'b', 'c', 'd');
const commands = fc.commands(
  [
    key.map((name) => new Add(name)),
    fc.tuple(key, fc.integer({ min: 1, max: 50 })).map(([name, ms]) => new AddAfter(name, ms)),
    fc.integer({ min: 1, max: 30 }).map((ms) => new Pass(ms)),
    fc.constant(new Get()),
    fc.nat(3).map((index) => new Done(index)),
  ],
  { maxCommands: 60 },
);

/** Finishes everything that is left: whatever was asked for must come out. */
const drain = async (model: Model, queue: WorkQueue): Promise<void> => {
  await new Pass(100).run(model);
  while (model.inHand.size > 0) await new Done(0).run(model, queue);
  while (free(model).length > 0) {
    await new Get().run(model, queue);
    await new Done(0).run(model, queue);
  }
  expect([queue.depth, vi.getTimerCount()]).toEqual([0, 0]);
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('WorkQueue', () => {
  it('never loses a key, never gives one to two workers, never invents one, in any order of calls', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const queue = new WorkQueue({ name: 'model' });
        const model: Model = { asked: new Set(), delayed: new Map(), inHand: new Set(), nowMs: 0 };
        await fc.asyncModelRun(() => ({ model, real: queue }), sequence);
        await drain(model, queue);
      }),
      { numRuns: 300 },
    );
  });
});
