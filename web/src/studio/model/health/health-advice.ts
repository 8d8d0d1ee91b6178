/** Every condition of a stream in a streamer's words. Pure. */
import type { Condition } from '../../../api/generated/schemas.ts';
import type { Advice, AdviceTable } from './advice.ts';
import { ingestAdvice } from './ingest-advice.ts';
import { liveAdvice } from './live-advice.ts';
import { readyAdvice } from './ready-advice.ts';
import { reconcilingAdvice } from './reconciling-advice.ts';
import { stalledAdvice } from './stalled-advice.ts';
import { storageAdvice } from './storage-advice.ts';

/** By the condition's type. */
export const adviceTables: Readonly<Record<string, AdviceTable>> = {
  Ready: readyAdvice,
  Live: liveAdvice,
  IngestHealthy: ingestAdvice,
  StorageHealthy: storageAdvice,
  Reconciling: reconcilingAdvice,
  Stalled: stalledAdvice,
};

/** What a reason says that this page has no words for: a newer operator's. */
const unknownAdvice = ({ type, status, reason }: Condition): Advice => {
  const isGood = status === 'True' && type !== 'Stalled' && type !== 'Reconciling';
  return {
    title: isGood ? 'This is as it should be' : `The stream reports: ${reason}`,
    meaning: isGood ? reason : 'What that means is told below, in the cluster’s own words.',
    severity: isGood ? 'good' : 'warning',
  };
};

/** Pure. */
export const healthAdvice = (condition: Condition): Advice =>
  adviceTables[condition.type]?.[condition.reason] ?? unknownAdvice(condition);
