/**
 * Words that people write. No control characters: they show nothing, they spoil logs, and Postgres takes no NUL.
 *
 * The pattern is plain enough for any language's regular expressions, since it is in the OpenAPI document.
 */
import { Type } from 'typebox';

export interface TextOptions {
  /** In characters. From 1 on, something else than white space must be there. */
  readonly min?: number;
  readonly max: number;
  /** Tabs and line ends are taken too. */
  readonly isMultiline?: boolean;
  readonly description?: string;
}

const controls = '\\u0000-\\u001f\\u007f-\\u009f';
const controlsButLineEnds = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f';

const patternFor = ({ min = 0, isMultiline = false }: TextOptions): string => {
  const forbidden = isMultiline ? controlsButLineEnds : controls;
  return min === 0 ? `^[^${forbidden}]*$` : `^[^${forbidden}]*[^\\s${forbidden}][^${forbidden}]*$`;
};

/** A bounded string without control characters. */
export const text = (options: TextOptions) => {
  const { min = 0, max, description } = options;
  const words = description === undefined ? {} : { description };
  return Type.String({ minLength: min, maxLength: max, pattern: patternFor(options), ...words });
};
