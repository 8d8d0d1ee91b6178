/** Faults of one kind, and what is read off them: a table each. */
import type { Act, Outcome } from './outcome.ts';
import { isPassed } from './outcome.ts';
import { runAll } from './run-all.ts';
import { type Column, renderTable } from './table.ts';
import type { Theatre } from './theatre.ts';

/** A fault, before anybody has played it. */
export interface Named {
  readonly name: string;
  readonly title: string;
}

/** What became of a suite. */
export interface SuiteResult {
  readonly suite: string;
  readonly outcomes: readonly Outcome<unknown>[];
  readonly table: string;
  readonly isPassed: boolean;
  /** Something of it could not be ended: nothing may be played after it. */
  readonly isStuck: boolean;
}

export interface Suite {
  /** Chooses all of its faults; names its table in the documentation. */
  readonly name: string;
  readonly faults: readonly Named[];
  /** Played only when it is asked for by name. */
  readonly isOnRequest: boolean;
  /** Plays those of its faults. */
  readonly play: (theatre: Theatre, names: ReadonlySet<string>, seed: number) => Promise<SuiteResult>;
}

export interface SuiteParts<F extends Named, M> {
  readonly name: string;
  readonly faults: readonly F[];
  readonly columns: readonly Column<M>[];
  readonly actOf: (fault: F, seed: number) => Act<M>;
  readonly isOnRequest?: true;
  /** Shows the table as it grows: for what takes long. */
  readonly showsProgress?: true;
}

/** A suite of faults that are measured alike. */
export const suiteOf = <F extends Named, M>(parts: SuiteParts<F, M>): Suite => {
  const { name, faults, columns, actOf, isOnRequest = false, showsProgress = false } = parts;
  const play: Suite['play'] = async (theatre, names, seed) => {
    const acts = faults.filter((fault) => names.has(fault.name)).map((fault) => actOf(fault, seed));
    const soFar: Outcome<M>[] = [];
    const outcomes = await runAll(theatre, acts, (outcome) => {
      soFar.push(outcome);
      if (showsProgress) console.log(`\n${renderTable(columns, soFar)}\n`);
    });
    const table = renderTable(columns, outcomes);
    const isStuck = outcomes.some((outcome) => outcome.isStuck);
    return { suite: name, outcomes, table, isPassed: outcomes.every(isPassed), isStuck };
  };
  return { name, faults, isOnRequest, play };
};
