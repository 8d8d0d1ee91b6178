import { describe, expect, it } from 'vitest';
import type { StreamSettings } from '../../../api/generated/schemas.ts';
import { settingsSummary } from './settings-summary.ts';

const renditions = [{ name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 }];
const settings: StreamSettings = {
  renditions,
  encodingPreset: 'veryfast',
  latencyMilliseconds: 120,
  segmentSeconds: 2,
  partMilliseconds: 200,
  dvrWindowSeconds: 1800,
  reconnectGraceSeconds: 120,
  recordingMode: 'always',
  recordingRendition: null,
  recordingRetentionDays: null,
};
const ladder = { id: 'single', title: 'Only 720p', renditions, cpuMillis: 300, memoryMebibytes: 324, fits: true };

const wordsOf = (edit: Partial<StreamSettings>, ladders = [ladder]) =>
  settingsSummary({ visibility: 'private', settings: { ...settings, ...edit } }, ladders).map(({ value }) => value);

describe('settingsSummary', () => {
  it('has words for each setting', () => {
    expect(wordsOf({})).toEqual([
      'Only you',
      'Only 720p',
      'Each session, kept until you delete it',
      '30 minutes',
      '2 minutes',
      'Low: parts of 200 ms',
    ]);
  });

  it('names the rungs when they are no ladder', () => {
    expect(wordsOf({}, [])[1]).toBe('720p');
  });

  it.each([
    [{ recordingMode: 'never' as const }, 2, 'Off'],
    [{ recordingRetentionDays: 1 }, 2, 'Each session, kept for 1 day'],
    [{ dvrWindowSeconds: 0 }, 3, 'Not at all'],
    [{ partMilliseconds: 0 }, 5, 'Usual: about 6 seconds'],
  ])('follows %o', (edit, line, words) => {
    expect(wordsOf(edit)[line]).toBe(words);
  });
});
