import { describe, expect, it } from 'vitest';
import { recorderConfig } from '../testing/recorder-config.ts';
import { buildResult } from './build-result.ts';

const sizes = { video: 123_456, thumbnail: 4_567, storyboard: 321, storyboardImage: 7_890 };
const video = { frames: 899, durationSeconds: 29.966, width: 1280, height: 720 };
const startedMs = Date.parse('2026-01-02T03:04:05.250Z');
const gap = { at: '2026-01-02T03:04:15.250Z', seconds: 5.1 };
const missing = { epoch: 2, sequence: 7, why: 'absent' } as const;
const summary = { startedMs, endedMs: startedMs + 35_066, segments: 15, missing: [missing], gaps: [gap] };
const range = { from: '2026-01-02T04:04:05+01:00', to: '2026-01-02T03:05:05Z' };

describe('buildResult', () => {
  it('says what was made of what', async () => {
    const result = buildResult({
      config: recorderConfig({ range }),
      plan: { rendition: '720p' },
      summary,
      video,
      sizes,
    });
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot('golden/recording.json');
  });

  it('counts what it does not list', () => {
    const gaps = Array.from({ length: 1200 }, () => gap);
    const lost = Array.from({ length: 1100 }, (_, sequence) => ({ ...missing, sequence }));
    const long = { ...summary, gaps, missing: lost };
    const result = buildResult({ config: recorderConfig(), plan: { rendition: '720p' }, summary: long, video, sizes });
    expect([result.gapCount, result.gaps.length]).toEqual([1200, 1000]);
    expect([result.missingSegments, result.missing.length]).toEqual([1100, 1000]);
  });
});
