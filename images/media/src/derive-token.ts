/**
 * Tokens between our own programs. One key a purpose lies in the chart's Secret; a pod gets only the token that is derived
 * for its stream, so a pod that is taken over can speak for no other stream, and the edge needs to read no Secret at all.
 */
import { createHmac } from 'node:crypto';
import type { StreamName } from './keys.ts';

/** HMAC-SHA256 of `<namespace>/<stream>` under `key`, base64url, 43 characters. */
export const deriveToken = (key: string, { namespace, stream }: StreamName): string =>
  createHmac('sha256', key).update(`${namespace}/${stream}`).digest('base64url');
