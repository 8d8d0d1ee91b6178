import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { loggerOptions } from '@kubecast/media/logger';
import { BucketRefusesError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { ApiError as ClusterRefusal } from '@kubecast/runtime/api-error';
import { NetworkError } from '@kubecast/runtime/transport-error';
import { type FastifyBaseLogger, type FastifyHttpOptions, fastify, type InjectOptions } from 'fastify';
import { pino } from 'pino';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { appOptions } from '../app-options.ts';
import { ApiError } from '../problems/api-error.ts';
import { translateError } from '../problems/translate-error.ts';
import { text } from '../schemas/text.ts';
import { testConfiguration } from '../testing/test-app.ts';
import { problemAnswers } from './problem-answers.ts';
import { schemaValidation } from './schema-validation.ts';

const refusal = (status: number, reason = '') =>
  new ClusterRefusal({ attempt: 'create LiveStream live/main', status, reason, serverMessage: 'secret' });

const pgError = (code: string) => Object.assign(new Error('secret'), { code, syscall: 'connect' });

const thrown: readonly (readonly [what: string, error: unknown, status: number, code: string])[] = [
  ['an ApiError', new ApiError('Conflict', 'Could not change it'), 409, 'Conflict'],
  ['a cluster that is away', new NetworkError('list', 'refused', new Error('secret')), 503, 'ClusterUnavailable'],
  ['a cluster in trouble', refusal(500), 503, 'ClusterUnavailable'],
  ['a cluster that is busy', refusal(429), 503, 'ClusterUnavailable'],
  ['another writer', refusal(409, 'Conflict'), 409, 'Conflict'],
  ['a right that the api lacks', refusal(403, 'Forbidden'), 500, 'Internal'],
  ['a resource that we built wrongly', refusal(422, 'Invalid'), 500, 'Internal'],
  ['a store that is away', new StoreUnreachableError('secret'), 503, 'StoreUnavailable'],
  ['a store that refuses', new BucketRefusesError('secret'), 503, 'StoreUnavailable'],
  ['a database that is away', pgError('ECONNREFUSED'), 503, 'DatabaseUnavailable'],
  ['a database that ends', pgError('57P01'), 503, 'DatabaseUnavailable'],
  ['a statement that took too long', pgError('57014'), 503, 'Busy'],
  ['a mistake in a statement', pgError('42703'), 500, 'Internal'],
  ['a mistake of ours', new TypeError('secret'), 500, 'Internal'],
  ['something that is no error', 'secret', 500, 'Internal'],
];

const build = async (options: FastifyHttpOptions<Server> = {}) => {
  const app = fastify({ bodyLimit: 200, return503OnClosing: false, ...options });
  await app.register(schemaValidation);
  await app.register(problemAnswers);
  app.post('/throw/:row', async ({ params }) => {
    throw thrown[Number(Object(params).row)]?.[1];
  });
  const body = Type.Object({
    title: text({ min: 1, max: 3 }),
    rungs: Type.Array(Type.Object({ height: Type.Integer() })),
  });
  const schema = {
    body: { ...body, additionalProperties: false },
    querystring: Type.Object({ limit: Type.Integer() }),
  };
  app.post('/typed', { schema }, async () => 'taken');
  app.patch('/:id', async () => 'taken');
  app.get('/slow', { handlerTimeout: 1 }, () => new Promise(() => undefined));
  return app;
};

const json = { 'content-type': 'application/json' };
const good = { title: 'a', rungs: [] };

describe('problemAnswers', () => {
  it.each(thrown.map(([what, , status, code], row) => [what, row, status, code] as const))(
    'answers %s, and says nothing that may be secret',
    async (_what, row, status, code) => {
      await using app = await build();
      const answer = await app.inject({ method: 'POST', url: `/throw/${row}` });
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect(answer.body).not.toContain('secret');
      expect(answer.headers['retry-after'] !== undefined).toBe(status === 503);
    },
  );

  it.each([
    ['a field that is missing', { payload: { title: 'a' } }, { rungs: 'is missing' }],
    ['a field that is unknown', { payload: { ...good, id: 1 } }, { id: 'is not known here' }],
    ['a field within', { payload: { ...good, rungs: [{ height: '7' }] } }, { 'rungs.0.height': 'must be integer' }],
    [
      'a character that no text has',
      { payload: { ...good, title: '\u0000' } },
      { title: expect.stringContaining('characters') },
    ],
    ['a query', { payload: good, query: { limit: 'x' } }, { limit: 'must be integer' }],
    ['a body that is no object', { payload: '[]', headers: json }, { body: 'must be object' }],
    ['no body', {}, { body: 'must be object' }],
  ])('names %s', async (_what, request, fields) => {
    await using app = await build();
    const answer = await app.inject({ method: 'POST', url: '/typed', query: { limit: '1' }, ...request });
    expect(answer.json()).toMatchObject({ status: 400, code: 'RequestInvalid', fields });
  });

  it.each([
    ['malformed JSON', { payload: '{', headers: json }, 400, 'RequestInvalid'],
    ['a prototype in it', { payload: '{"__proto__":1}', headers: json }, 400, 'RequestInvalid'],
    ['an empty body that is called JSON', { payload: '', headers: json }, 400, 'RequestInvalid'],
    ['a body that is too large', { payload: JSON.stringify('a'.repeat(300)), headers: json }, 413, 'BodyTooLarge'],
    ['a form', { payload: 'a=b', headers: { 'content-type': 'text/plain' } }, 415, 'MediaTypeUnsupported'],
    ['a content type that is none', { payload: 'a', headers: { 'content-type': ';' } }, 415, 'MediaTypeUnsupported'],
  ])('answers %s', async (_what, request, status, code) => {
    await using app = await build();
    const answer = await app.inject({ method: 'POST', url: '/typed', query: { limit: '1' }, ...request });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it.each([
    ['a method whose body nobody said the type of', { method: 'QUERY', url: '/typed' }, 'POST'],
    ['a body that is no JSON', { method: 'PUT', url: '/typed', payload: '{', headers: json }, 'POST'],
    ['a path that another pattern fits too', { method: 'PATCH', url: '/typed?limit=1' }, 'POST'],
  ] as const)('says what the path takes to %s', async (_what, request, allowed) => {
    await using app = await build();
    const { statusCode, headers, json } = await app.inject(request as InjectOptions);
    expect([statusCode, json().code, headers.allow]).toEqual([405, 'MethodNotAllowed', allowed]);
  });

  it('says of a path that is not there nothing but that', async () => {
    await using app = await build();
    const answer = await app.inject({ method: 'POST', url: '/a/b', payload: '{', headers: json });
    expect(answer.json()).toMatchObject({ status: 404, code: 'NotFound' });
  });

  it('takes a caller who hangs up within the body for no fault of ours', async () => {
    await using app = await build();
    const answered = Promise.withResolvers<number>();
    app.addHook('onError', async (_request, _reply, error) => answered.resolve(translateError(error).status));
    const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const socket = connect(Number(port), '127.0.0.1');
    const arrived = once(app.server, 'request');
    socket.write(
      'POST /typed?limit=1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await arrived;
    socket.destroy();
    expect(await answered.promise).toBe(400);
  });

  it('names the request once in the line of a fault, and quotes nothing of the database', async () => {
    const lines: string[] = [];
    const logger = pino(loggerOptions('api', 'error'), { write: (line: string) => void lines.push(line) });
    await using app = await build({ ...appOptions(testConfiguration), loggerInstance: logger as FastifyBaseLogger });
    app.get('/row', async () => {
      throw Object.assign(pgError('23514'), { detail: 'Failing row contains ($argon2id$)' });
    });
    await app.inject({ method: 'GET', url: '/row' });
    expect(lines.join()).toMatch(/^(?!.*argon2id)(?!.*requestId.*requestId).*requestId/);
  });

  it('answers in time what takes too long', async () => {
    await using app = await build();
    expect((await app.inject({ method: 'GET', url: '/slow' })).json()).toMatchObject({ status: 503, code: 'Busy' });
  });
});
