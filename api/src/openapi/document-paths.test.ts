import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { problemResponse } from '../schemas/problem-responses.ts';
import { documentPaths } from './document-paths.ts';

const owner = Type.Object({ name: Type.String() }, { title: 'Owner' });
const video = Type.Object({ owner, title: Type.String({ title: 'words of people' }) }, { title: 'Video' });

describe('documentPaths', () => {
  it('names what has a title, once, with the description of each place', () => {
    const { paths, schemas } = documentPaths({
      '/api/videos/': {
        get: { schema: Type.Array(video) },
        post: { schema: { ...video, description: 'The new one' } },
      },
    });
    expect(paths).toEqual({
      '/api/videos': {
        get: { schema: { type: 'array', items: { $ref: '#/components/schemas/Video' } } },
        post: { schema: { $ref: '#/components/schemas/Video', description: 'The new one' } },
      },
    });
    expect(schemas).toEqual({
      Owner: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      Video: {
        type: 'object',
        required: ['owner', 'title'],
        properties: {
          owner: { $ref: '#/components/schemas/Owner' },
          title: { type: 'string', title: 'words of people' },
        },
      },
    });
  });

  it('leaves the second of two that differ where it is', () => {
    const other = Type.Object({}, { title: 'Owner' });
    const { paths, schemas } = documentPaths({ '/a': owner, '/b': other });
    expect([paths['/b'], Object.keys(schemas)]).toEqual([
      { type: 'object', properties: {}, title: 'Owner' },
      ['Owner'],
    ]);
  });

  it('says of a response what Fastify does not', () => {
    const { paths } = documentPaths({ '/a': { get: { responses: { 200: { description: 'Default Response' } } } } });
    expect(paths).toEqual({ '/a': { get: { responses: { 200: { description: 'The answer' } } } } });
  });

  it('names responses by the codes of their problems', () => {
    const response = problemResponse(['NotFound', 'CursorInvalid']);
    const { paths, schemas, responses } = documentPaths({ '/a': { get: { responses: { 404: response } } } });
    const $ref = '#/components/responses/NotFoundOrCursorInvalid';
    expect(paths).toEqual({ '/a': { get: { responses: { 404: { $ref } } } } });
    expect(responses).toEqual({
      NotFoundOrCursorInvalid: {
        description: response.description,
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                {
                  type: 'object',
                  required: ['code'],
                  properties: { code: { enum: ['NotFound', 'CursorInvalid'] } },
                },
              ],
            },
          },
        },
      },
    });
    expect(Object.keys(schemas)).toEqual(['Problem']);
  });
});
