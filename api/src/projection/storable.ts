/**
 * What a resource may say and Postgres cannot hold: text without U+0000, times that both know. The API server lets more
 * through than a row takes, and a row that is never written would be tried for ever.
 */

const nul = '\u0000';

/** Without U+0000, which no `text` and no `jsonb` can hold. */
export const storableText = (text: string): string => text.replaceAll(nul, '');

/** For a `jsonb` parameter. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));

/** A time for a `timestamptz` parameter, of milliseconds; null for what is absent or no time. */
export const storableTime = (rfc3339: string | undefined): Date | null => {
  const time = new Date(rfc3339 ?? '');
  return Number.isNaN(time.getTime()) ? null : time;
};

const decimal = /^\d{1,38}$/;

/**
 * A resourceVersion for a `numeric` parameter. 0 stands for one that is no decimal number (`resource-version.ts` of the
 * runtime): it cannot be compared, so that what comes later counts as newer.
 */
export const storableVersion = (resourceVersion: string): string =>
  decimal.test(resourceVersion) ? resourceVersion : '0';
