/** What the matrix asks of a route: a request that is good but for who makes it. */
import type { MatrixWorld } from './matrix-world.ts';

/**
 * What the owner's thing, which the request is about, is to strangers:
 *
 * - `shown`: they may see it, and change nothing of it
 * - `hidden`: to them there is none
 * - `left out`: the answer is a list, and it is not in theirs
 */
export type ToStrangers = 'shown' | 'hidden' | 'left out';

export interface MatrixRequest {
  /** In place of `:id`. */
  readonly id?: string;
  /** In place of `:namespace` and `:name`. */
  readonly stream?: { readonly namespace: string; readonly name: string };
  /** With the question mark. */
  readonly query?: string;
  readonly payload?: object;
  /** Besides who calls. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface MatrixCase {
  /** What whoever is let in gets. */
  readonly status: number;
  /** Absent where the request is about nobody's thing. */
  readonly thing?: ToStrangers;
  /** The thing is to be changed, though the route is not about it: its declaration cannot say so. */
  readonly isOwnersAlone?: true;
  /** Makes what the request needs, anew for each caller. */
  readonly prepare: (world: MatrixWorld) => Promise<MatrixRequest>;
}

/** By a name that tells them apart in the table. */
export type MatrixCases = Readonly<Record<string, MatrixCase>>;

/** By the name of the route. */
export type RouteCases = Readonly<Record<string, MatrixCases>>;
