/** Paths at the edge that grants are bound to (DESIGN §6). The api signs them, the edge checks them: both take them from here. */
import type { StreamName } from './keys.ts';

export const livePath = '/live-streams/';
export const storagePath = '/storage/';

/** The path that a grant for a stream is bound to: everything of it. */
export const streamGrantPath = ({ namespace, stream }: StreamName): string => `${livePath}${namespace}/${stream}/`;

/** The path of one object in a bucket; for a key that ends with `/`, of the folder. */
export const objectPath = (bucket: string, key: string): string => `${storagePath}${bucket}/${key}`;

/** A path of a stream with the token before its name, for players that send no cookie: relative URIs inherit it. */
export const tokenPath = (token: string, path: string): string => `${livePath}~${token}/${path.slice(livePath.length)}`;
