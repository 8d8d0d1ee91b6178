/** Counts a view: once a viewer and session, and no more viewers of an address than `views-repository.ts` says. */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { networkOf } from '../../viewers/network-of.ts';
import { countView } from '../../viewers/views-repository.ts';

export interface Viewer {
  /** `user:<uuid>` or `anonymous:<id>`. */
  readonly identity: string;
  /** Of the request, as the trusted proxies say. */
  readonly address: string;
}

export interface CountingContext {
  /** `vod_db`. */
  readonly pool: Pool;
  /** An access-token key. With the next one, a viewer may count a second time. */
  readonly key: string;
  readonly now: Date;
}

/** Keyed, so that nobody who reads the table finds out by trying who watched what. */
const hashOf = (key: string, videoId: string, text: string): Buffer =>
  createHmac('sha256', key).update(`kubecast-view\n${videoId}\n${text}`).digest();

/** True when it counted. Who is logged in is one viewer wherever they are, and needs no bound by address. */
export const countViewer = ({ pool, key, now }: CountingContext, videoId: string, viewer: Viewer): Promise<boolean> => {
  const isAnonymous = viewer.identity.startsWith('anonymous:');
  return countView(pool, {
    videoId,
    viewer: hashOf(key, videoId, viewer.identity),
    address: isAnonymous ? hashOf(key, videoId, `address:${networkOf(viewer.address)}`) : undefined,
    at: now,
  });
};
