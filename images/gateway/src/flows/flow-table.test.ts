import { describe, expect, it } from 'vitest';
import type { FlowRecord } from './flow.ts';
import { FlowTable } from './flow-table.ts';

const flow = (stream: string, facts: Partial<FlowRecord> = {}) => ({
  record: {
    stream,
    caller: { address: '192.0.2.1', port: 4000 },
    callerSocketId: 7,
    pod: { uid: `pod-${stream}`, host: '10.0.0.1', port: 8890 },
    podSocketId: 1,
    upstreamPort: 5000,
    ...facts,
  },
});

describe('FlowTable', () => {
  it('finds a flow by the pod’s socket and the caller’s address', () => {
    const table = new FlowTable();
    const [a, b] = [flow('a'), flow('b', { caller: { address: '192.0.2.1', port: 4001 } })];
    expect([table.add(a), table.add(b), table.size]).toEqual([true, true, 2]);
    expect(table.find(1, { address: '192.0.2.1', port: 4000 })).toBe(a);
    expect(table.find(1, { address: '192.0.2.1', port: 4001 })).toBe(b);
    expect(table.find(1, { address: '192.0.2.2', port: 4000 })).toBeUndefined();
    expect(table.find(2, { address: '192.0.2.1', port: 4000 })).toBeUndefined();
    expect(table.ofStream('b')).toBe(b);
  });

  it('finds the flow of a caller that has another port now, unless it could be one of two', () => {
    const table = new FlowTable();
    const a = flow('a');
    table.add(a);
    const moved = { address: '192.0.2.1', port: 4002 };
    expect(table.findMoved(1, moved)).toBe(a);
    expect(table.findMoved(1, { ...moved, address: '192.0.2.2' })).toBeUndefined();
    expect(table.findMoved(2, moved)).toBeUndefined();
    table.add(flow('b', { caller: { address: '192.0.2.1', port: 4001 } }));
    expect(table.findMoved(1, moved)).toBeUndefined();
  });

  it('takes no second flow of a stream, and none whose packets could be another’s', () => {
    const table = new FlowTable();
    table.add(flow('a'));
    expect([table.add(flow('a', { podSocketId: 2 })), table.add(flow('b')), table.size]).toEqual([false, false, 1]);
  });

  it('forgets just the one that is removed, once', () => {
    const table = new FlowTable();
    const [a, b] = [flow('a'), flow('b', { caller: { address: '192.0.2.1', port: 4001 } })];
    table.add(a);
    table.add(b);
    expect([table.remove(a), table.remove(a), table.size]).toEqual([true, false, 1]);
    expect(table.find(1, a.record.caller)).toBeUndefined();
    expect(table.find(1, b.record.caller)).toBe(b);
    expect(table.add(a)).toBe(true);
  });
});
