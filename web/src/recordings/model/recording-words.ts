/** A recording's state as its owner reads it. Pure. */
import type { Recording } from '../../api/generated/schemas.ts';

export type RecordingTone = 'neutral' | 'live' | 'busy' | 'good' | 'warning' | 'bad';

export interface RecordingWords {
  readonly tone: RecordingTone;
  /** Some words: "Being made". */
  readonly label: string;
  /** A sentence of what happens or is to be done; absent where the label says it all. */
  readonly detail?: string;
  /** How far it is, where that is known: 0 to 100. */
  readonly percent?: number;
}

type Told = Pick<Recording, 'state' | 'reason' | 'message' | 'range' | 'videoState'>;
type Words = (recording: Told) => RecordingWords;

/** `Assembling 3 of 8 segments (37 %)`, as the operator writes it. */
const progressPattern = /^(?<what>.*) \((?<percent>\d{1,3}) %\)$/;

const progressOf = (message: string): Pick<RecordingWords, 'detail' | 'percent'> => {
  const { what, percent } = progressPattern.exec(message)?.groups ?? {};
  if (what === undefined || percent === undefined) return detailOf(message);
  return { detail: what, percent: Math.min(100, Number(percent)) };
};

const detailOf = (message: string): Pick<RecordingWords, 'detail'> => (message === '' ? {} : { detail: message });

const waitsForEnd: Words = ({ range }) => ({
  tone: 'neutral',
  label: 'Waiting',
  detail: range
    ? 'It is made once the stream has come to its end'
    : 'It is made once it is known that the session is over',
});

/** By `reason`, of what is neither complete nor failed. */
const underWay: Readonly<Record<string, Words>> = {
  Recording: () => ({ tone: 'live', label: 'Recording', detail: 'The video is made when the session ends' }),
  Waiting: waitsForEnd,
  Pending: ({ message }) => ({ tone: 'neutral', label: 'In the queue', ...detailOf(message) }),
  Assembling: ({ message }) => ({ tone: 'busy', label: 'Being made', ...progressOf(message) }),
  Retrying: ({ message }) => ({ tone: 'warning', label: 'Trying again', ...detailOf(message) }),
  Stalled: ({ message }) => ({ tone: 'warning', label: 'Held up', ...detailOf(message) }),
  Terminating: () => ({ tone: 'neutral', label: 'Being deleted' }),
};

const byVideo: Readonly<Record<Recording['videoState'], RecordingWords>> = {
  none: { tone: 'good', label: 'Complete' },
  importing: { tone: 'busy', label: 'Complete', detail: 'It becomes a video…' },
  published: { tone: 'good', label: 'Complete' },
  deleted: { tone: 'neutral', label: 'Complete', detail: 'Its video was deleted' },
};

/** See the file header. What a newer server says is shown by its own words. */
export const recordingWords = (recording: Told): RecordingWords => {
  const { state, reason, message, videoState } = recording;
  if (state === 'complete') return byVideo[videoState];
  if (state === 'failed') return { tone: 'bad', label: 'Failed', ...detailOf(message) };
  const known = underWay[reason];
  if (known) return known(recording);
  return { tone: 'busy', label: state === 'working' ? 'Being made' : 'Waiting', ...progressOf(message) };
};
