/**
 * Reads a chart's values.yaml with its comments: the one source of values.schema.json and of the chart's README.
 * A comment above a key is its description; a line `@schema {…}` in it holds JSON Schema keywords, in YAML.
 */
import { isMap, isScalar, type Pair, parse, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';

/** One key of values.yaml. A group has children; a value has a default. */
export interface ChartValue {
  readonly path: readonly string[];
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly defaultValue: unknown;
  readonly children: readonly ChartValue[];
}

const keywordsSchema = z.record(z.string(), z.unknown());

interface Comment {
  readonly description: string;
  readonly keywords: Readonly<Record<string, unknown>>;
}

const parseComment = (comment: string): Comment => {
  const lines = comment.split('\n').map((line) => line.trim());
  const keywords = lines.filter((line) => line.startsWith('@schema '));
  return {
    description: lines
      .filter((line) => !line.startsWith('@schema '))
      .join(' ')
      .trim(),
    keywords: Object.assign({}, ...keywords.map((line) => keywordsSchema.parse(parse(line.slice('@schema '.length))))),
  };
};

/** The first key of a map has its comment at the map itself, where the parser puts it. */
const commentOf = (map: YAMLMap, pair: Pair, index: number): Comment => {
  const own = isScalar(pair.key) ? pair.key.commentBefore : undefined;
  return parseComment(own ?? (index === 0 ? map.commentBefore : undefined) ?? '');
};

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const readPair = (map: YAMLMap, pair: Pair, index: number, parents: readonly string[]): ChartValue => {
  const path = [...parents, String(pair.key)];
  const { description, keywords } = commentOf(map, pair, index);
  const { value } = pair;
  const isGroup = isMap(value) && value.items.length > 0 && keywords.type !== 'object';
  const defaultValue: unknown = map.toJSON()[String(pair.key)];
  return {
    path,
    description,
    defaultValue,
    schema: { type: typeOf(defaultValue), ...keywords },
    children: isGroup ? readMap(value, path) : [],
  };
};

const readMap = (map: YAMLMap, parents: readonly string[]): readonly ChartValue[] =>
  map.items.map((pair, index) => readPair(map, pair, index, parents));

/** Every key of the file, as a tree. Throws when a value has no description. */
export const readChartValues = (text: string): readonly ChartValue[] => {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error('values.yaml is not a map');
  return readMap(contents, []);
};

/** The values themselves, in the file's order. */
export const leavesOf = (values: readonly ChartValue[]): readonly ChartValue[] =>
  values.flatMap((value) => (value.children.length > 0 ? leavesOf(value.children) : [value]));
