/** What a request is answered with, and how it goes out. Handlers return replies; only this file writes to a socket. */
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { selectRange } from './byte-range.ts';
import { EdgeError } from './edge-error.ts';

/** Where a body came from, for metrics. */
export type ReplySource = 'memory' | 'origin' | 'bucket' | 'none';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | Readable | undefined;
  readonly source: ReplySource;
}

/** A body in memory with its headers: the whole, or the range that was asked for. @throws EdgeError RangeNotSatisfiable */
export const replyWithRange = (
  body: Buffer,
  { headers, source, range }: { headers: Record<string, string>; source: ReplySource; range: string | undefined },
): Reply => {
  const outcome = selectRange(range, body.length);
  const ranged = { ...headers, 'Accept-Ranges': 'bytes' };
  if (outcome.kind === 'whole') return { status: 200, headers: ranged, body, source };
  if (outcome.kind === 'unsatisfiable') {
    throw new EdgeError('RangeNotSatisfiable', { headers: { 'Content-Range': `bytes */${body.length}` } });
  }
  const { start, end } = outcome.range;
  const contentRange = `bytes ${start}-${end}/${body.length}`;
  return {
    status: 206,
    headers: { ...ranged, 'Content-Range': contentRange },
    body: body.subarray(start, end + 1),
    source,
  };
};

/** A refusal as `application/problem+json` (RFC 9457) with a stable `code`. Never cached. */
export const replyWithError = (error: EdgeError): Reply => ({
  status: error.status,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...error.headers },
  body: Buffer.from(JSON.stringify({ status: error.status, code: error.code, title: error.message })),
  source: 'none',
});

/** Sends a reply. Resolves when it is handed over; a client that leaves in the middle is no error. */
export const sendReply = async (response: ServerResponse, { status, headers, body }: Reply): Promise<void> => {
  const isHead = response.req.method === 'HEAD';
  if (Buffer.isBuffer(body)) response.setHeader('Content-Length', body.length);
  response.writeHead(status, { ...headers });
  if (body === undefined || Buffer.isBuffer(body)) {
    response.end(isHead ? undefined : body);
    return;
  }
  if (isHead) {
    body.destroy();
    response.end();
    return;
  }
  await pipeline(body, response).catch(() => response.destroy());
};
