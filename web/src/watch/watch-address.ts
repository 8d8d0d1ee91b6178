/** Which stream a page's path names. */
export interface WatchAddress {
  readonly namespace: string;
  readonly stream: string;
  /** Of the master playlist. */
  readonly url: string;
}

const pathPattern = /^\/watch\/([a-z0-9][-a-z0-9]{0,62})\/([a-z][-a-z0-9]{0,39})\/?$/;

/** Reads `/watch/<namespace>/<stream>`; undefined for anything else. */
export const parseWatchAddress = (path: string): WatchAddress | undefined => {
  const [, namespace, stream] = pathPattern.exec(path) ?? [];
  if (!namespace || !stream) return undefined;
  return { namespace, stream, url: `/live-streams/${namespace}/${stream}/master.m3u8` };
};

/** The page of a stream. */
export const watchPath = (namespace: string, stream: string): string =>
  `/watch/${encodeURIComponent(namespace)}/${encodeURIComponent(stream)}`;
