/** The page docs/reference/realtime.md, from the schemas of the protocol. */
import { z } from 'zod';
import { closeCodes, protocol } from '../realtime-protocol.ts';

const propertySchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

const messageSchema = z.object({
  description: z.string(),
  properties: z.record(z.string(), propertySchema),
  required: z.array(z.string()).default([]),
});

type Property = z.output<typeof propertySchema>;

const manyValues = 10;

const structureOf = ({ items, properties }: Property): string | undefined => {
  if (items !== undefined) return `list of ${kindOf(items)}`;
  return properties && `{ ${Object.keys(properties).join(', ')} }`;
};

const choiceOf = (property: Property): string | undefined => {
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.enum && property.enum.length > manyValues) return 'string';
  return (property.enum?.map((value) => `\`${value}\``) ?? property.anyOf?.map(kindOf))?.join(', ');
};

const formats: Readonly<Record<string, string>> = { 'date-time': 'time', guid: 'id', uuid: 'id' };

const kindOf = (schema: unknown): string => {
  const property = propertySchema.parse(schema);
  const named = formats[property.format ?? ''] ?? [property.type ?? 'any'].flat().join(', ');
  return choiceOf(property) ?? structureOf(property) ?? named;
};

const fieldRow = (name: string, property: Property, isOptional: boolean): string =>
  `| \`${name}\` | ${kindOf(property)}${isOptional ? ', may be absent' : ''} | ${property.description ?? ''} |`;

const messageSection = (schema: z.ZodType): string => {
  const { description, properties, required } = messageSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  const { type, ...fields } = properties;
  const rows = Object.entries(fields).map(([name, field]) => fieldRow(name, field, !required.includes(name)));
  const table = rows.length === 0 ? [] : ['', '| field | is | what it says |', '|---|---|---|', ...rows];
  return [`### \`${type?.const}\``, `${description}.`, ...table].join('\n');
};

const closeMeanings: Readonly<Record<keyof typeof closeCodes, string>> = {
  unsupported: 'not JSON text',
  policy: 'too many messages',
  restart: 'the replica ends: connect again after a moment of your own choice, so that not all come at once',
};

const closeRows = (): readonly string[] => [
  ...Object.entries(closeCodes).map(([name, code]) => `| ${code} | ${Object(closeMeanings)[name]} |`),
  '| 1009 | a message is too long |',
];

/** The introduction, every message of both directions, and the codes of the end. */
export const protocolPage = (introduction: string): string =>
  [
    introduction,
    '## What a client says\n',
    protocol.client.map(messageSection).join('\n\n'),
    '\n## What the server says\n',
    protocol.server.map(messageSection).join('\n\n'),
    '\n## Why a connection ends\n',
    '| code | |\n|---|---|',
    ...closeRows(),
    '',
  ].join('\n');
