import { describe, expect, it } from 'vitest';
import type { Recording } from '../../api/generated/schemas.ts';
import { type RecordingWords, recordingWords } from './recording-words.ts';

const told = (given: Partial<Recording>) => ({
  state: 'waiting' as const,
  reason: 'Waiting',
  message: 'Words',
  range: null,
  videoState: 'none' as const,
  ...given,
});
const range = { from: '2026-01-31T19:30:00Z', to: '2026-01-31T19:31:00Z' };

describe('recordingWords', () => {
  it.each<[string, Partial<Recording>, RecordingWords]>([
    [
      'a session that runs',
      { reason: 'Recording' },
      { tone: 'live', label: 'Recording', detail: 'The video is made when the session ends' },
    ],
    [
      'a session that may have ended',
      {},
      { tone: 'neutral', label: 'Waiting', detail: 'It is made once it is known that the session is over' },
    ],
    [
      'a clip of a session that runs',
      { range },
      { tone: 'neutral', label: 'Waiting', detail: 'It is made once the stream has come to its end' },
    ],
    ['one in the queue', { reason: 'Pending' }, { tone: 'neutral', label: 'In the queue', detail: 'Words' }],
    ['one that is held up', { reason: 'Stalled' }, { tone: 'warning', label: 'Held up', detail: 'Words' }],
    ['one that is being deleted', { reason: 'Terminating' }, { tone: 'neutral', label: 'Being deleted' }],
    [
      'one that is tried again',
      { state: 'working', reason: 'Retrying' },
      { tone: 'warning', label: 'Trying again', detail: 'Words' },
    ],
    [
      'one that is made',
      { state: 'working', reason: 'Assembling', message: 'Assembling 3 of 8 segments (37 %)' },
      { tone: 'busy', label: 'Being made', detail: 'Assembling 3 of 8 segments', percent: 37 },
    ],
    [
      'one whose recorder has not answered yet',
      { state: 'working', reason: 'Assembling', message: 'The recorder works' },
      { tone: 'busy', label: 'Being made', detail: 'The recorder works' },
    ],
    [
      'a reason of tomorrow',
      { state: 'working', reason: 'Polishing', message: '' },
      { tone: 'busy', label: 'Being made' },
    ],
    [
      'one that becomes a video',
      { state: 'complete', reason: 'Complete', videoState: 'importing' },
      { tone: 'busy', label: 'Complete', detail: 'It becomes a video…' },
    ],
    ['a video', { state: 'complete', videoState: 'published' }, { tone: 'good', label: 'Complete' }],
    [
      'one whose video is gone',
      { state: 'complete', videoState: 'deleted' },
      { tone: 'neutral', label: 'Complete', detail: 'Its video was deleted' },
    ],
    ['one that failed', { state: 'failed', reason: 'Failed' }, { tone: 'bad', label: 'Failed', detail: 'Words' }],
  ])('tells of %s', (_what, given, words) => {
    expect(recordingWords(told(given))).toEqual(words);
  });
});
