import { describe, expect, it, vi } from 'vitest';
import { createExclusively } from './one-tab.ts';

const locksThat = (request: (options: LockOptions, task: () => Promise<unknown>) => Promise<unknown>): LockManager =>
  ({
    request: (_name: string, options: LockOptions, task: () => Promise<unknown>) => request(options, task),
    query: () => Promise.resolve({}),
  }) as LockManager;

describe('createExclusively', () => {
  it('does the task at once where the browser has no locks', async () => {
    expect(await createExclusively(undefined)(async () => 'done')).toBe('done');
  });

  it('does the task under the lock', async () => {
    const locks = locksThat((_options, task) => task());
    expect(await createExclusively(locks)(async () => 'done')).toBe('done');
  });

  it('does the task without the lock when a frozen tab keeps it', async () => {
    const locks = locksThat(() => Promise.reject(new DOMException('waited', 'TimeoutError')));
    expect(await createExclusively(locks)(async () => 'done')).toBe('done');
  });

  it('does a task that failed not twice', async () => {
    const task = vi.fn(() => Promise.reject(new Error('refused')));
    const locks = locksThat((_options, begin) => begin());
    await expect(createExclusively(locks)(task)).rejects.toThrow('refused');
    expect(task).toHaveBeenCalledTimes(1);
  });
});
