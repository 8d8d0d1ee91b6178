/** One field of a schema in the words of a reference table. */
import { z } from 'zod';
import type { Field } from './custom-resource.ts';

const namedItems = z.array(z.object({ name: z.string() }));

/** A field's default in one line: a list by its items' names. Empty for none and for `{}`, whose fields have their own. */
export const describeDefault = ({ default: value }: Field): string => {
  if (value === undefined) return '';
  const items = namedItems.safeParse(value);
  if (items.success) return `\`${items.data.map(({ name }) => name).join('`, `')}\``;
  return typeof value === 'object' ? '' : `\`${value}\``;
};

const range = (low: number | undefined, high: number | undefined, unit: string): string => {
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return `at least ${low}${unit}`;
  if (low === high) return `${low}${unit}`;
  return low === undefined ? `at most ${high}${unit}` : `${low} to ${high}${unit}`;
};

/** A field's type in a word, or the values that it may have. */
export const nameOfType = (field: Field): string => {
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field['x-kubernetes-int-or-string']) return 'quantity';
  if (field.additionalProperties) return 'map';
  if (field.format === 'date-time') return 'time';
  return field.type === 'array' ? 'list' : (field.type ?? '');
};

/** A field's type and bounds, for example `integer, 20 to 8000`. */
export const describeType = (field: Field): string =>
  [
    nameOfType(field),
    range(field.minimum, field.maximum, ''),
    range(field.minLength, field.maxLength, ' characters'),
    range(field.minItems, field.maxItems, ' items'),
    range(undefined, field.maxProperties, ' entries'),
  ]
    .filter((text) => text !== '')
    .join(', ');
