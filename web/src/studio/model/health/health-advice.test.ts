import {
  ingestReasons,
  liveReasons,
  liveStreamConditions,
  readyReasons,
  reconcilingReasons,
  stalledReasons,
  storageReasons,
} from '@kubecast/crds/conditions';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../api/generated/schemas.ts';
import { adviceTables, healthAdvice } from './health-advice.ts';

const reasonsOf: Readonly<Record<string, readonly string[]>> = {
  [liveStreamConditions.ready]: Object.values(readyReasons),
  [liveStreamConditions.live]: Object.values(liveReasons),
  [liveStreamConditions.ingestHealthy]: [...Object.values(ingestReasons), liveReasons.unknown],
  [liveStreamConditions.storageHealthy]: [...Object.values(storageReasons), liveReasons.unknown],
  [liveStreamConditions.reconciling]: Object.values(reconcilingReasons),
  [liveStreamConditions.stalled]: Object.values(stalledReasons),
};
const all = Object.entries(reasonsOf).flatMap(([type, reasons]) => reasons.map((reason) => [type, reason] as const));

const condition = (type: string, reason: string, status: Condition['status']): Condition => ({
  type,
  status,
  reason,
  message: 'Said by the cluster',
  lastTransitionTime: '2026-11-23T08:00:00Z',
});

describe('healthAdvice', () => {
  it('knows every type of condition that a stream has', () => {
    expect(Object.keys(adviceTables).toSorted()).toEqual(Object.values(liveStreamConditions).toSorted());
  });

  it.each(all)('has words for %s/%s', (type, reason) => {
    expect(adviceTables[type]).toHaveProperty(reason);
  });

  it('has a fix wherever somebody has to act', () => {
    const withoutFix = all.filter(([type, reason]) => {
      const { severity, fix } = healthAdvice(condition(type, reason, 'False'));
      return (severity === 'bad' || severity === 'warning') && fix === undefined;
    });
    expect(withoutFix).toEqual([]);
  });

  it.each([
    ['Ready', 'True', 'good'],
    ['Ready', 'False', 'warning'],
    ['Stalled', 'True', 'warning'],
  ] as const)('takes %s=%s of a reason without words for %s', (type, status, severity) => {
    expect(healthAdvice(condition(type, 'SomethingNew', status)).severity).toBe(severity);
  });
});
