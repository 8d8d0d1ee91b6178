/** Tells whether a pod was made from the spec that is wanted now. */
import { createHash } from 'node:crypto';

const sortKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** 16 hexadecimal digits over `document`; the order of keys does not matter. */
export const podSpecHash = (document: unknown): string =>
  createHash('sha256').update(JSON.stringify(document, sortKeys)).digest('hex').slice(0, 16);
