/** TypeScript of the api's schemas, from its OpenAPI document. */
import { compile, type JSONSchema } from 'json-schema-to-typescript';

/** What of an OpenAPI 3.1 document is read. */
export interface ApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const banner = '// Generated from docs/reference/openapi.json by `npm run generate`. Change the schemas of the api.';

/** `#/components/schemas/X` as JSON Schema's own `#/definitions/X`. */
const withLocalReferences = (document: ApiDocument): JSONSchema => {
  const text = JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/definitions/');
  const definitions: Record<string, JSONSchema> = JSON.parse(text);
  const properties = Object.fromEntries(
    Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]),
  );
  return { title: 'ApiSchemas', type: 'object', additionalProperties: false, definitions, properties };
};

/** An interface or type for each schema, named as in the document. */
export const renderSchemas = async (document: ApiDocument): Promise<string> =>
  compile(withLocalReferences(document), 'ApiSchemas', {
    bannerComment: banner,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
