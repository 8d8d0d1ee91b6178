/**
 * The cookie that tells one anonymous viewer from another: `<id>.<signature>`, a random id and its HMAC-SHA256 under an
 * access-token key, so that nobody makes up ids of their own. What is signed begins with a word of its own: no signature of a
 * token is ever one of a viewer. Keys rotate: the first signs, all verify.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const viewerCookieName = 'kubecast_viewer';

type Keys = readonly [string, ...string[]];

export interface PresentedViewer {
  /** 22 characters of base64url. */
  readonly id: string;
  /** False when a key that is going signed it: give the viewer a new cookie of the same id. */
  readonly isFresh: boolean;
}

const cookiePattern = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

const signature = (key: string, id: string): string =>
  createHmac('sha256', key).update(`kubecast-viewer\n${id}`).digest('base64url');

const isSignedBy = (key: string, id: string, presented: string): boolean =>
  timingSafeEqual(Buffer.from(signature(key, id)), Buffer.from(presented));

/** 128 random bits, 22 characters of base64url. */
export const newViewerId = (): string => randomBytes(16).toString('base64url');

/** The cookie's value. */
export const signViewer = ([key]: Keys, id: string): string => `${id}.${signature(key, id)}`;

/** Undefined for what none of the keys signed. */
export const readViewer = (keys: Keys, value: string | undefined): PresentedViewer | undefined => {
  const [, id, presented] = cookiePattern.exec(value ?? '') ?? [];
  if (id === undefined || presented === undefined) return undefined;
  const index = keys.findIndex((key) => isSignedBy(key, id, presented));
  return index === -1 ? undefined : { id, isFresh: index === 0 };
};
