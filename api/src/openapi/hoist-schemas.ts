/** Gives schemas with a title a name of their own in the OpenAPI document: the web app's types are made from these. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Hoisted {
  readonly value: Json;
  readonly schemas: Readonly<Record<string, Json>>;
}

const typeName = /^[A-Z][A-Za-z0-9]*$/;

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namedBy = (value: Json): string | undefined => {
  const title = isRecord(value) && 'type' in value ? value.title : undefined;
  return typeof title === 'string' && typeName.test(title) ? title : undefined;
};

/** Where two schemas have one title and differ, the second stays where it is. */
class Hoist {
  readonly schemas: Record<string, Json> = {};

  visit(value: Json): Json {
    if (Array.isArray(value)) return value.map((entry) => this.visit(entry));
    if (!isRecord(value)) return value;
    const visited = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.visit(entry)]));
    const name = namedBy(value);
    return name === undefined ? visited : this.#name(name, visited);
  }

  #name(name: string, schema: { readonly [key: string]: Json }): Json {
    const { title: _title, ...untitled } = schema;
    const known = this.schemas[name] ?? untitled;
    if (JSON.stringify(known) !== JSON.stringify(untitled)) return schema;
    this.schemas[name] = known;
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** The document's paths with references, and what they refer to, by name. */
export const hoistSchemas = (paths: unknown): Hoisted => {
  const hoist = new Hoist();
  const value = hoist.visit(JSON.parse(JSON.stringify(paths)));
  const schemas = Object.fromEntries(Object.entries(hoist.schemas).toSorted(([a], [b]) => a.localeCompare(b)));
  return { value, schemas };
};
