/** Answers for `/live-streams/<namespace>/<stream>/…`: playlists and media of the session that this pod serves. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StreamName } from '@kubecast/media/keys';
import { playlistContentType } from '../publisher/published-session.ts';
import { parseByteRange } from './byte-range.ts';
import type { MediaFile } from './media-files.ts';
import { type OriginResource, parseOriginPath } from './origin-path.ts';
import type { SessionWindows } from './session-windows.ts';

export interface OriginOptions {
  readonly stream: StreamName;
  readonly windows: SessionWindows;
  /** From memory or the spool; undefined: ask the bucket. */
  readonly readFile: (file: MediaFile) => Promise<Buffer | undefined>;
  readonly thumbnail: () => Buffer | undefined;
}

/** Says to the edge that the bucket's playlists are all there is. */
export const noSessionHeaders = { 'kubecast-session': 'none' } as const;

interface Body {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

const noCache = 'no-cache';
const immutable = 'public, max-age=31536000, immutable';
const thumbnailCache = 'max-age=5';

const textBody = (text: string | undefined): Body | undefined =>
  text === undefined
    ? undefined
    : { bytes: Buffer.from(text), contentType: playlistContentType, cacheControl: noCache };

const bytesBody = (bytes: Buffer | undefined, contentType: string, cacheControl: string): Body | undefined =>
  bytes && { bytes, contentType, cacheControl };

const findBody = async (resource: OriginResource, options: OriginOptions): Promise<Body | undefined> => {
  switch (resource.kind) {
    case 'master':
      return textBody(options.windows.visible?.masterPlaylist());
    case 'playlist':
      await options.windows.visible?.awaitOverdue(resource.rendition);
      return textBody(options.windows.visible?.mediaPlaylist(resource.rendition));
    case 'thumbnail':
      return bytesBody(options.thumbnail(), 'image/jpeg', thumbnailCache);
    case 'file':
      return bytesBody(await options.readFile(resource.file), 'video/mp4', immutable);
  }
};

const send = (request: IncomingMessage, response: ServerResponse, body: Body): void => {
  const { bytes, contentType, cacheControl } = body;
  const range = parseByteRange(request.headers.range, bytes.length);
  if (range.kind === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const part = range.kind === 'part' ? bytes.subarray(range.start, range.end + 1) : bytes;
  response.writeHead(range.kind === 'part' ? 206 : 200, {
    'content-type': contentType,
    'cache-control': cacheControl,
    'accept-ranges': 'bytes',
    'content-length': part.length,
    ...(range.kind === 'part' && { 'content-range': `bytes ${range.start}-${range.end}/${bytes.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
};

/** Handles a request that is allowed to be here; `path` is without its query. */
export const handleOrigin = async (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  options: OriginOptions,
): Promise<void> => {
  const resource = parseOriginPath(path, options.stream);
  const body = resource && (await findBody(resource, options));
  if (body) {
    send(request, response, body);
    return;
  }
  const hint = options.windows.visible ? {} : noSessionHeaders;
  response.writeHead(404, { 'cache-control': 'no-store', ...hint }).end();
};
