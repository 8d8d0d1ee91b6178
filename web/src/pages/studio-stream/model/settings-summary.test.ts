import { describe, expect, it } from 'vitest';
import type { StreamSettings } from '../../../api/generated/schemas.ts';
import { aLadder, aRung, someSettings } from '../../../studio/testing/studio-fixtures.ts';
import { settingsSummary } from './settings-summary.ts';

const renditions = [aRung(720, 2500)];
const settings = { ...someSettings, renditions };
const ladder = aLadder({ id: 'single', title: 'Only 720p', renditions });

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
