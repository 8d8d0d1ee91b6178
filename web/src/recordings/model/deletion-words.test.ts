import { describe, expect, it } from 'vitest';
import type { Recording } from '../../api/generated/schemas.ts';
import { buildRecording } from '../testing/build-recording.ts';
import { deletionWords } from './deletion-words.ts';

const range = { from: '2026-01-31T19:30:00Z', to: '2026-01-31T19:31:00Z' };

describe('deletionWords', () => {
  it.each<[string, Partial<Recording>, RegExp]>([
    ['a video stays', {}, /stays in your videos/],
    ['it becomes a video', { videoState: 'importing' }, /just becoming a video/],
    ['the video is gone', { videoState: 'deleted' }, /nothing of it will be left/],
    ['the session runs', { state: 'waiting', reason: 'Recording', videoState: 'none' }, /stream goes on/],
    ['it is being made', { state: 'working', videoState: 'none' }, /^This session will not become a video/],
    ['it is a clip in the making', { state: 'working', videoState: 'none', range }, /clip will not be made/],
  ])('says that %s', (_what, given, words) => {
    expect(deletionWords(buildRecording(given))).toMatch(words);
  });
});
