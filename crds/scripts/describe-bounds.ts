import type { Field } from './custom-resource.ts';

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** A field's default as YAML would show it in one line; undefined for none and for `{}`, whose fields have their own. */
export const describeDefault = (field: Field): string | undefined => {
  if (field.default === undefined || isEmptyObject(field.default)) return undefined;
  return Array.isArray(field.default) ? 'see below' : String(field.default);
};

const between = (low: number | undefined, high: number | undefined, unit = ''): string | undefined => {
  if (low === undefined && high === undefined) return undefined;
  if (low === undefined) return `at most ${high}${unit}`;
  return high === undefined ? `at least ${low}${unit}` : `${low} to ${high}${unit}`;
};

/** A field's bounds in words, for example `20 to 8000`; empty when its type says all. */
export const describeBounds = (field: Field): string =>
  [
    between(field.minimum, field.maximum),
    between(field.minLength, field.maxLength, ' characters'),
    between(field.minItems, field.maxItems, ' items'),
    between(undefined, field.maxProperties, ' entries'),
    field.pattern && `pattern \`${field.pattern}\``,
  ]
    .filter(Boolean)
    .join(', ');
