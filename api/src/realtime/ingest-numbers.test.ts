import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestNumbers, unknownIngest } from './ingest-numbers.ts';

const recorded = (name: string): string => readFileSync(join(import.meta.dirname, 'testing/recorded', name), 'utf8');

describe('ingestNumbers', () => {
  it("reads a live pod's page", () => {
    expect(ingestNumbers(recorded('pod-metrics-live.txt'))).toEqual({
      bitrateKbps: 1020,
      frameRate: 24.91,
      roundTripMs: 5.6,
      lossPercent: 0,
      droppedPercent: 0,
      uploadLagSeconds: 0,
    });
  });

  it('knows nothing of what is NaN or missing', () => {
    expect(ingestNumbers('kubecast_ingest_bits_per_second Nan\nkubecast_ingest_lost_ratio +Inf\n')).toEqual(
      unknownIngest,
    );
    expect(ingestNumbers('<html>')).toEqual(unknownIngest);
  });

  it('takes the media that arrives for the rate while SRT has not said it', () => {
    const page = 'kubecast_ingest_bits_per_second Nan\nkubecast_ingest_media_bits_per_second 948553.9\n';
    expect(ingestNumbers(page).bitrateKbps).toBe(949);
  });
});
