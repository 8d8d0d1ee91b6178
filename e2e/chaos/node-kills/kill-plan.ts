/** What is killed when: one round of a run, decided before it. Pure. */
import type { Random } from '../random.ts';

/** One round, whose moments the run's seed decides. */
export interface NodeKill {
  readonly name: string;
  readonly title: string;
  /**
   * `ends`: the encoder does not come back, and the grace is short, so that the session is over when the node is back. `resumes`: the
   * encoder comes back by itself, and the grace is long.
   */
  readonly after: 'ends' | 'resumes';
  /** A recorder of another session works at the time. */
  readonly hasRecorder: boolean;
}

/** Moments of one round. */
export interface KillMoments {
  /** From the session's first segment to the kill. */
  readonly streamMs: number;
  /** Until the node is started again. */
  readonly downMs: number;
  /** From the application of the other session's Recording to the kill. */
  readonly recorderMs: number;
}

/** Each way to go on, once without and once with a recorder at work. */
const kinds = [
  { after: 'ends', hasRecorder: false },
  { after: 'resumes', hasRecorder: true },
  { after: 'resumes', hasRecorder: false },
  { after: 'ends', hasRecorder: true },
] as const;

const titles = { ends: 'encoder stays away', resumes: 'encoder returns' } as const;

/** So many rounds, of all kinds in turn. */
export const nodeKills = (count: number): readonly NodeKill[] =>
  Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? kinds[0];
    const number = String(index + 1).padStart(2, '0');
    const title = `${number}: ${titles[kind.after]}${kind.hasRecorder ? ', a recorder works' : ''}`;
    return { name: `node-kill-${number}`, title, ...kind };
  });

const longestStreamMs = 18_000;
const longestDownMs = 4_000;
/** From before the Job has a pod to when it is done. */
const recorderRangeMs = { least: 500, most: 4_500 } as const;

export const killMoments = (random: Random): KillMoments => ({
  streamMs: random.between(0, longestStreamMs),
  downMs: random.between(0, longestDownMs),
  recorderMs: random.between(recorderRangeMs.least, recorderRangeMs.most),
});
