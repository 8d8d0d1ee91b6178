/** Reads a CustomResourceDefinition from its YAML, as far as the generators and tests of this folder look at it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const ruleSchema = z.strictObject({ rule: z.string(), message: z.string(), fieldPath: z.string().optional() });

const columnSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  jsonPath: z.string(),
  description: z.string().optional(),
  priority: z.number().optional(),
});

/** A structural schema's node. Strict: a keyword that the generators do not know must not go by unseen. */
const fieldSchema = z.strictObject({
  type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean']).optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  example: z.unknown().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  maxProperties: z.number().optional(),
  required: z.array(z.string()).default([]),
  anyOf: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), fieldSchema).optional();
  },
  get items() {
    return fieldSchema.optional();
  },
  get additionalProperties() {
    return fieldSchema.optional();
  },
  'x-kubernetes-validations': z.array(ruleSchema).default([]),
  'x-kubernetes-list-type': z.enum(['atomic', 'map', 'set']).optional(),
  'x-kubernetes-list-map-keys': z.array(z.string()).optional(),
  'x-kubernetes-int-or-string': z.boolean().optional(),
  'x-kubernetes-preserve-unknown-fields': z.boolean().optional(),
});

const versionSchema = z.object({
  name: z.string(),
  additionalPrinterColumns: z.array(columnSchema),
  schema: z.object({ openAPIV3Schema: fieldSchema }),
});

const definitionSchema = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    names: z.object({ kind: z.string(), plural: z.string(), singular: z.string(), shortNames: z.array(z.string()) }),
    versions: z.tuple([versionSchema]),
  }),
});

export type Field = z.infer<typeof fieldSchema>;
export type Rule = z.infer<typeof ruleSchema>;

/** One kind: its names, its columns and the schema of its only version. */
export interface CustomResource {
  readonly names: z.infer<typeof definitionSchema>['spec']['names'];
  readonly apiVersion: string;
  readonly columns: readonly z.infer<typeof columnSchema>[];
  readonly schema: Field;
}

/** The files that hold the definitions, relative to this package. */
export const definitionFiles = ['livestreams.yaml', 'recordings.yaml'] as const;

/** Reads one of {@link definitionFiles}. Throws a ZodError when it uses a keyword that is not known here. */
export const readCustomResource = async (file: string): Promise<CustomResource> => {
  const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8');
  const { spec } = definitionSchema.parse(parse(text));
  const [{ name, additionalPrinterColumns, schema }] = spec.versions;
  return {
    names: spec.names,
    apiVersion: `${spec.group}/${name}`,
    columns: additionalPrinterColumns,
    schema: schema.openAPIV3Schema,
  };
};

/** The child `name` of an object's schema. Throws when there is none. */
export const property = (field: Field, name: string): Field => {
  const child = field.properties?.[name];
  if (!child) throw new Error(`The schema has no property ${name}: add it to the YAML`);
  return child;
};
