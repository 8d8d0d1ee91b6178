/** `Range: bytes=…` of one range (RFC 9110, 14.1.2), pure. Several ranges are answered whole, as a server may. */

export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const rangePattern = /^bytes=(\d*)-(\d*)$/;

const partOf = (start: number, end: number, size: number): ByteRange =>
  start < size && start <= end ? { kind: 'part', start, end: Math.min(end, size - 1) } : { kind: 'unsatisfiable' };

/** What of `size` bytes is asked for; `end` is inclusive. */
export const parseByteRange = (header: string | undefined, size: number): ByteRange => {
  const match = rangePattern.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '')
    return Number(last) === 0 ? { kind: 'unsatisfiable' } : partOf(Math.max(0, size - Number(last)), size - 1, size);
  return partOf(Number(first), last === '' ? size - 1 : Number(last), size);
};
