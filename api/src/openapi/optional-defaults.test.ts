import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { pageQuery } from '../schemas/page.ts';
import { optionalDefaults } from './optional-defaults.ts';

const json = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('optionalDefaults', () => {
  it('demands no parameter that has a default', () => {
    const limit = { in: 'query', name: 'limit', required: true, schema: pageQuery.limit };
    const id = { in: 'path', name: 'id', required: true, schema: { type: 'string' } };
    const { get } = json(optionalDefaults(json({ get: { parameters: [limit, id] } })));
    expect(get.parameters).toEqual(json([{ ...limit, required: false }, id]));
  });

  it('demands no property of a body that has a default, wherever it is, and all of an answer', () => {
    const rung = Type.Object({ height: Type.Integer(), audio: Type.Integer({ default: 128 }) });
    const body = Type.Object({ rungs: Type.Array(rung), stopped: Type.Boolean({ default: false }) });
    const onlyDefaults = Type.Object({ stopped: Type.Boolean({ default: false }) });
    const item = { post: { requestBody: { a: body, b: onlyDefaults }, responses: { 200: body } } };
    const { post } = json(optionalDefaults(json(item)));
    expect(post.requestBody.a.required).toEqual(['rungs']);
    expect(post.requestBody.a.properties.rungs.items.required).toEqual(['height']);
    expect('required' in post.requestBody.b).toBe(false);
    expect(post.responses).toEqual(json(item.post.responses));
  });
});
