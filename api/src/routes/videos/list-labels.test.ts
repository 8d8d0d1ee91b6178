import type { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { createLabels } from './list-labels.ts';

/** A database that knows one tag more at each question, and fails where it is told to. */
const world = () => {
  const state = { asked: 0, fails: false, now: new Date('2026-11-22T12:00:00Z') };
  const query = async () => {
    state.asked += 1;
    if (state.fails) throw new Error('The database is away');
    return { rows: Array.from({ length: state.asked }, (_, index) => ({ name: `tag-${index}`, videos: 1 })) };
  };
  return { state, labels: createLabels({ query } as unknown as Pool, () => state.now) };
};

describe('createLabels', () => {
  it('asks the database once a minute, however many ask', async () => {
    const { state, labels } = world();
    await Promise.all([labels.tags(10), labels.tags(10), labels.tags(1)]);
    expect(state.asked).toBe(1);
    state.now = new Date(state.now.getTime() + 59_999);
    expect(await labels.tags(10)).toHaveLength(1);
    state.now = new Date(state.now.getTime() + 1);
    expect(await labels.tags(10)).toHaveLength(2);
    expect(await labels.tags(1)).toHaveLength(1);
  });

  it('asks for tags and for categories', async () => {
    const { state, labels } = world();
    await labels.tags(10);
    await labels.categories(10);
    expect(state.asked).toBe(2);
  });

  it('asks again after a failure', async () => {
    const { state, labels } = world();
    state.fails = true;
    await expect(labels.tags(10)).rejects.toThrow('The database is away');
    state.fails = false;
    expect(await labels.tags(10)).toHaveLength(2);
  });
});
