import { describe, expect, it } from 'vitest';
import { buildEvent } from './event-recorder-object.ts';
import type { EventSeries } from './event-recorder-series.ts';

const buildSeries = (note: string, count = 1, namespace?: string): EventSeries => ({
  first: {
    regarding: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n', uid: 'u', ...(namespace === undefined ? {} : { namespace }) },
    },
    type: 'Warning',
    reason: 'Broke',
    action: 'Fix',
    note,
  },
  firstTime: new Date('2026-01-02T03:04:05.006Z'),
  count,
  lastTime: new Date('2026-01-02T03:04:06Z'),
});

const reporter = { controller: 'test', instance: 'test-1' };

describe('buildEvent', () => {
  it('has microseconds, a name of its own and no series when it happened once', () => {
    const event = buildEvent(buildSeries('It broke'), reporter);
    expect(event).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: expect.stringMatching(/^n\.[0-9a-f]{16}$/), namespace: 'default' },
      eventTime: '2026-01-02T03:04:05.006000Z',
      type: 'Warning',
      reason: 'Broke',
      action: 'Fix',
      note: 'It broke',
      regarding: { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u' },
      reportingController: 'test',
      reportingInstance: 'test-1',
    });
  });

  it('has a series when it happened again, and lies in its object’s namespace', () => {
    const event = buildEvent(buildSeries('It broke', 3, 'live'), reporter);
    expect(event.series).toEqual({ count: 3, lastObservedTime: '2026-01-02T03:04:06.000000Z' });
    expect([event.metadata.namespace, event.regarding?.namespace]).toEqual(['live', 'live']);
  });

  it('cuts a note at a whole character when it is too long', () => {
    const { note = '' } = buildEvent(buildSeries('ä'.repeat(600)), reporter);
    expect([Buffer.byteLength(note) <= 1_024, note.at(-1), note.at(-2)]).toEqual([true, '…', 'ä']);
  });
});
