/** How a fault went, whatever it was made on; and the running of one up to that. */
import { inTime, type Patience, StuckError } from './in-time.ts';
import type { Verdict } from './judge.ts';
import type { Theatre } from './theatre.ts';

/** Figures of a run, and what they are worth. */
export interface Played<M> {
  readonly measures: M;
  readonly verdicts: readonly Verdict[];
}

export interface Outcome<M> {
  readonly name: string;
  readonly title: string;
  /** Absent when the run could not be measured: `failure` says why. */
  readonly measures?: M;
  readonly failure?: string;
  /** It could not even be ended: nothing may be played after it. */
  readonly isStuck?: true;
  readonly verdicts: readonly Verdict[];
  readonly durationSeconds: number;
}

/** A fault that can be played. */
export interface Act<M> {
  readonly name: string;
  readonly title: string;
  readonly patience: Patience;
  /** Ends what it has begun, also when the theatre's signal aborts. */
  readonly play: (theatre: Theatre) => Promise<Played<M>>;
}

export const isPassed = ({ failure, verdicts }: Outcome<unknown>): boolean =>
  failure === undefined && verdicts.every(({ isMet }) => isMet);

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Never throws but for the end of the whole run: a fault that fails is an outcome. */
export const playAct = async <M>(theatre: Theatre, act: Act<M>): Promise<Outcome<M>> => {
  const { name, title } = act;
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  theatre.say(`${name}: ${title}`);
  try {
    const work = (signal: AbortSignal) => act.play({ ...theatre, signal });
    const played = await inTime(work, act.patience, theatre.signal);
    return { name, title, ...played, durationSeconds: seconds() };
  } catch (error) {
    theatre.signal.throwIfAborted();
    const stuck = error instanceof StuckError ? ({ isStuck: true } as const) : {};
    return { name, title, failure: wordsOf(error), ...stuck, verdicts: [], durationSeconds: seconds() };
  }
};
