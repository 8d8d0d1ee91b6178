/** One byte range of a body of known size (RFC 9110 §14). Several ranges in one request are answered with the whole body, as the RFC allows. */

/** Both ends inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export type RangeOutcome =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'unsatisfiable' };

const singleRange = /^bytes=(\d{0,15})-(\d{0,15})$/;

const suffixRange = (length: number, size: number): RangeOutcome =>
  length === 0 || size === 0
    ? { kind: 'unsatisfiable' }
    : { kind: 'part', range: { start: Math.max(0, size - length), end: size - 1 } };

/** What a `Range` header asks of a body of `size` bytes. A header that is absent or malformed asks for the whole. */
export const selectRange = (header: string | undefined, size: number): RangeOutcome => {
  const [, first = '', last = ''] = singleRange.exec(header ?? '') ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') return suffixRange(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  return start >= size ? { kind: 'unsatisfiable' } : { kind: 'part', range: { start, end } };
};

/** True for a header that may be handed to the object store: one well-formed range. */
export const isSingleRange = (header: string): boolean => singleRange.test(header) && header !== 'bytes=-';
