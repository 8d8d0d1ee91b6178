/**
 * Every route of the app, asked by every kind of caller, about things that strangers may see and things that they may not: what
 * is answered is what the route's declaration and the thing say. `golden/route-matrix.txt` shows it all.
 */
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KnownRoutes } from '../plugins/known-routes.ts';
import { askRoute, type MatrixAnswer, matrixTable } from '../testing/route-matrix/ask-matrix.ts';
import { collectRoutes, nameOf } from '../testing/route-matrix/collect-routes.ts';
import { expectedStatus, mayReadAll } from '../testing/route-matrix/expected-status.ts';
import { casesOf, matrixCases } from '../testing/route-matrix/matrix-cases.ts';
import { hiddenWord, type MatrixWorld, openMatrixWorld } from '../testing/route-matrix/matrix-world.ts';

const routes = await collectRoutes();
const names = routes.map(nameOf);

let world: MatrixWorld;
let answers: readonly MatrixAnswer[];

beforeAll(async () => {
  world = await openMatrixWorld();
  const asked: MatrixAnswer[] = [];
  for (const route of routes) asked.push(...(await askRoute(world, route)));
  answers = asked;
}, 300_000);

afterAll(() => world?.[Symbol.asyncDispose]());

const answersOf = (name: string): readonly MatrixAnswer[] => answers.filter(({ route }) => nameOf(route) === name);

const statusesBy = (
  those: readonly MatrixAnswer[],
  statusOf: (answer: MatrixAnswer) => number | undefined,
): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(those.map((answer) => [`${answer.caseName}: ${answer.caller}`, statusOf(answer)]));

describe('the matrix of routes', () => {
  it('has a request for each route, and none for what is no route any more', () => {
    const unasked = names.filter((name) => Object.keys(casesOf(name)).length === 0);
    expect(unasked, 'Give each a request in api/src/testing/route-matrix').toEqual([]);
    const askable = new Set(names.map((name) => name.replace(/^HEAD /, 'GET ')));
    expect(Object.keys(matrixCases).filter((name) => !askable.has(name))).toEqual([]);
  });

  it.each(names)('lets in whom the declaration names: %s', (name) => {
    const expected = ({ route: { access }, matrixCase, caller }: MatrixAnswer) =>
      access && expectedStatus(access, matrixCase, caller);
    expect(statusesBy(answersOf(name), ({ status }) => status)).toEqual(statusesBy(answersOf(name), expected));
  });

  it('says no word to strangers of what they may not see', () => {
    const withWord = answers.filter(({ body }) => body.includes(hiddenWord));
    const hidden = withWord.filter(({ matrixCase: { thing } }) => thing === 'hidden' || thing === 'left out');
    expect(hidden.filter(({ caller }) => !mayReadAll(caller))).toEqual([]);
    expect(new Set(hidden.map(({ caller }) => caller))).toEqual(new Set(['owner', 'admin']));
  });

  it('gives every problem a code', () => {
    const problems = answers.filter(({ status, route }) => status >= 400 && route.method !== 'HEAD');
    expect(problems.filter(({ status, body }) => JSON.parse(body).status !== status || !JSON.parse(body).code)).toEqual(
      [],
    );
  });

  it('is as the table shows it', async () => {
    await expect(matrixTable(answers)).toMatchFileSnapshot('golden/route-matrix.txt');
  });
});

describe('methods that no route has', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'] as const;
  const known = new KnownRoutes();
  for (const { url, method } of routes) known.add(url, method);
  const urls = [...new Set(routes.map(({ url }) => url))];

  it.each(urls)('are refused, whoever asks, with those that there are: %s', async (pattern) => {
    const url = pattern.replace(':id', '11111111-2222-4333-8444-555555555555');
    const allowed = known.methodsOf(url);
    for (const method of methods.filter((each) => !allowed.includes(each))) {
      for (const headers of [{}, world.callers.owner.headers]) {
        const request: InjectOptions = { method: method as NonNullable<InjectOptions['method']>, url, headers };
        const answer = await world.api.app.inject(request);
        expect([method, answer.statusCode, answer.headers.allow]).toEqual([method, 405, allowed.join(', ')]);
      }
    }
  });
});
