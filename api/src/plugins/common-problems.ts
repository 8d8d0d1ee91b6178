/**
 * Every route's responses are whole: what it may answer before its handler runs (access, limits, a request that is not as its
 * schema says) and what may fail in any (database, time) is added to what it declares. What is documented is then what happens.
 */
import type { FastifyPluginAsync, RouteOptions } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { accessProblems } from '../access/access-policy.ts';
import { type ProblemCode, problemCatalogue, problemCodes } from '../problems/problem-catalogue.ts';
import { type ProblemResponse, problemCodesKey, problemResponse } from '../schemas/problem-responses.ts';

const everywhere: readonly ProblemCode[] = ['TooManyRequests', 'Internal', 'DatabaseUnavailable', 'Busy'];
const ofBodies: readonly ProblemCode[] = ['RequestInvalid', 'BodyTooLarge', 'MediaTypeUnsupported'];
const bodiless = new Set(['GET', 'HEAD', 'OPTIONS']);

const hasInput = ({ schema }: RouteOptions): boolean =>
  [schema?.querystring, schema?.params, schema?.headers].some((part) => part !== undefined);

/** The codes that a route may answer with though it does not say so. */
export const commonProblemsOf = (route: RouteOptions): readonly ProblemCode[] => [
  ...(hasInput(route) ? (['RequestInvalid'] as const) : []),
  ...([route.method].flat().every((method) => bodiless.has(method)) ? [] : ofBodies),
  ...accessProblems[route.config?.access ?? 'public'],
  ...everywhere,
];

const isProblemResponse = (response: unknown): response is ProblemResponse =>
  typeof response === 'object' && response !== null && problemCodesKey in response;

/** A route's own problems and these, a response a status; what is no problem stays as it is. */
export const withProblems = (response: object, codes: readonly ProblemCode[]): Record<string, unknown> => {
  const own = Object.values(response).flatMap((entry) => (isProblemResponse(entry) ? entry[problemCodesKey] : []));
  const all = new Set([...own, ...codes]);
  const byStatus = Object.groupBy(
    problemCodes.filter((code) => all.has(code)),
    (code) => problemCatalogue[code].status,
  );
  const problems = Object.entries(byStatus).map(([status, ofStatus = []]) => [status, problemResponse(ofStatus)]);
  return { ...response, ...Object.fromEntries(problems) };
};

const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onRoute', (route) => {
    const { response = {} } = route.schema ?? {};
    route.schema = { ...route.schema, response: withProblems(Object(response), commonProblemsOf(route)) };
  });
};

/** See the file header. */
export const commonProblems = fastifyPlugin(plugin, { name: 'common-problems', fastify: '5.x' });
