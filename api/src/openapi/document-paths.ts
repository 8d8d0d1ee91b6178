/**
 * The paths of the OpenAPI document as they are shown: schemas with a title stand once, under that name, since the web app's types
 * are made from these; so do responses that are problems, named by their codes; `/api/videos/` is `/api/videos`; what has a default
 * may be left out of a request.
 */
import { problemCodesKey, problemMediaType, problemSchemaOf } from '../schemas/problem-responses.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { optionalDefaults } from './optional-defaults.ts';

export interface DocumentedPaths {
  readonly paths: JsonObject;
  readonly schemas: JsonObject;
  readonly responses: JsonObject;
}

const typeName = /^[A-Z][A-Za-z0-9]*$/;

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));

const memberOf = (value: Json | undefined, key: string): Json | undefined => (isObject(value) ? value[key] : undefined);

/** The codes of a response that is a problem. */
const problemCodesOf = (value: JsonObject): readonly string[] | undefined => {
  const media = memberOf(value.content, problemMediaType);
  const codes = memberOf(memberOf(media, 'schema'), problemCodesKey);
  return Array.isArray(codes) ? codes.map(String) : undefined;
};

const byName = (entries: ReadonlyMap<string, Json>): JsonObject =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => a.localeCompare(b)));

class Naming {
  readonly schemas = new Map<string, Json>();
  readonly responses = new Map<string, Json>();

  visit(value: Json): Json {
    if (Array.isArray(value)) return value.map((entry) => this.visit(entry));
    if (!isObject(value)) return value;
    const codes = problemCodesOf(value);
    if (codes !== undefined) return this.#problem(codes, value);
    const visited = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.visit(entry)]));
    if (value.description === undescribed) return { ...visited, description };
    return 'type' in value && typeof value.title === 'string' && typeName.test(value.title)
      ? this.#name(value.title, visited)
      : visited;
  }

  #problem(codes: readonly string[], { description = '' }: JsonObject): Json {
    const name = codes.join('Or');
    const schema = this.visit(asJson(problemSchemaOf(codes)));
    this.responses.set(name, { description, content: { [problemMediaType]: { schema } } });
    return { $ref: `#/components/responses/${name}` };
  }

  /** Where two schemas have one title and differ in more than their description, the second stays where it is. */
  #name(name: string, visited: JsonObject): Json {
    const { title: _title, description, ...schema } = visited;
    const known = this.schemas.get(name) ?? schema;
    if (JSON.stringify(known) !== JSON.stringify(schema)) return visited;
    this.schemas.set(name, known);
    return { $ref: `#/components/schemas/${name}`, ...(description === undefined ? {} : { description }) };
  }
}

/** What Fastify says of a response that says nothing of itself. */
const undescribed = 'Default Response';
const description = 'The answer';

const withoutLastSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

/** What `paths` of the document that Fastify made become, and what they refer to, by name. */
export const documentPaths = (paths: unknown): DocumentedPaths => {
  const naming = new Naming();
  const made = asJson(paths);
  const entries = Object.entries(isObject(made) ? made : {}).map(([path, item]) => [
    withoutLastSlash(path),
    naming.visit(optionalDefaults(item)),
  ]);
  const { schemas, responses } = naming;
  return { paths: Object.fromEntries(entries), schemas: byName(schemas), responses: byName(responses) };
};
