import { describe, expect, it, vi } from 'vitest';
import { StateStore } from './state-store.ts';

describe('StateStore', () => {
  it('tells of a change and of nothing else', () => {
    const store = new StateStore({ phase: 'connecting', volume: 1 });
    const heard = vi.fn();
    store.subscribe(heard);
    const before = store.getSnapshot();
    store.update({ volume: 1 });
    expect([heard.mock.calls.length, store.getSnapshot()]).toEqual([0, before]);
    store.update({ phase: 'playing' });
    expect(store.getSnapshot()).toEqual({ phase: 'playing', volume: 1 });
    expect(before).toEqual({ phase: 'connecting', volume: 1 });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('tells nobody who has stopped', () => {
    const store = new StateStore({ volume: 1 });
    const heard = vi.fn();
    store.subscribe(heard)();
    store.update({ volume: 0 });
    expect(heard).not.toHaveBeenCalled();
  });
});
