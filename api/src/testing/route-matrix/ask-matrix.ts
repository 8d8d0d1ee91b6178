/** Asks a route as each caller, and puts what all were answered into a table. */
import type { InjectOptions } from 'fastify';
import { type CollectedRoute, nameOf } from './collect-routes.ts';
import { type MatrixCallerName, matrixCallerNames } from './matrix-callers.ts';
import type { MatrixCase, MatrixRequest } from './matrix-case.ts';
import { casesOf } from './matrix-cases.ts';
import type { MatrixWorld } from './matrix-world.ts';

export interface MatrixAnswer {
  readonly route: CollectedRoute;
  readonly caseName: string;
  readonly matrixCase: MatrixCase;
  readonly caller: MatrixCallerName;
  readonly status: number;
  readonly body: string;
}

type Question = Pick<MatrixAnswer, 'route' | 'caseName' | 'matrixCase'>;

const pathOf = ({ url }: CollectedRoute, { id = '', stream }: Pick<MatrixRequest, 'id' | 'stream'>): string => {
  const values: Readonly<Record<string, string>> = { id, ...stream };
  return url.replace(/:(\w+)/g, (parameter, name: string) => values[name] ?? parameter);
};

const askAs = async (world: MatrixWorld, question: Question, caller: MatrixCallerName): Promise<MatrixAnswer> => {
  const { route, matrixCase } = question;
  const { query = '', payload, headers, ...about } = await matrixCase.prepare(world);
  const options = {
    method: route.method as NonNullable<InjectOptions['method']>,
    url: `${pathOf(route, about)}${query}`,
    headers: { ...headers, ...world.callers.headers[caller] },
    ...(payload && { payload }),
  };
  const { statusCode: status, body } = await world.api.app.inject(options);
  return { ...question, caller, status, body };
};

/** What each caller is answered, in each case of the route. */
export const askRoute = async (world: MatrixWorld, route: CollectedRoute): Promise<readonly MatrixAnswer[]> => {
  const answers: MatrixAnswer[] = [];
  for (const [caseName, matrixCase] of Object.entries(casesOf(nameOf(route)))) {
    const question = { route, caseName, matrixCase };
    answers.push(...(await Promise.all(matrixCallerNames.map((caller) => askAs(world, question, caller)))));
  }
  return answers;
};

const widths = [6, 38, 8, 15, ...matrixCallerNames.map((name) => Math.max(name.length, 3))];

const lineOf = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) => String(cell).padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd();

/** A line a route and case. */
export const matrixTable = (answers: readonly MatrixAnswer[]): string => {
  const rows = Map.groupBy(answers, ({ route, caseName }) => `${nameOf(route)} ${caseName}`);
  const lines = [...rows.values()].map((row) => {
    const [first] = row;
    const { method, url, access } = first?.route ?? {};
    return lineOf([method ?? '', url ?? '', access ?? '', first?.caseName ?? '', ...row.map(({ status }) => status)]);
  });
  return `${[lineOf(['method', 'path', 'access', 'case', ...matrixCallerNames]), ...lines].join('\n')}\n`;
};
