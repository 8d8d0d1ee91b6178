/** What can go wrong with a watch's byte stream on its way. Each takes the server's stream and gives what arrives. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LineSplitter } from '../watch-lines.ts';

/** A stream fault. Throwing `ConnectionCut` breaks the connection, returning ends the answer properly. */
export type StreamFault = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array | string>;

/** The connection breaks here. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const splitter = new LineSplitter();
  for await (const piece of source) yield* splitter.push(piece).map((line) => `${line}\n`);
}

/** Breaks the connection after so many events. */
export const cutAfter = (events: number): StreamFault =>
  async function* (source) {
    let left = events;
    for await (const line of linesOf(source)) {
      if (left === 0) throw new ConnectionCut();
      yield line;
      left -= 1;
    }
  };

/** Breaks the connection in the middle of the event that follows so many. */
export const cutInsideEvent = (events: number): StreamFault =>
  async function* (source) {
    let left = events;
    for await (const line of linesOf(source)) {
      if (left === 0) {
        yield line.slice(0, Math.floor(line.length / 2));
        throw new ConnectionCut();
      }
      yield line;
      left -= 1;
    }
  };

/** Swallows everything after so many events and keeps the connection open. */
export const silenceAfter = (events: number): StreamFault =>
  async function* (source) {
    let left = events;
    for await (const line of linesOf(source)) {
      if (left > 0) yield line;
      left -= 1;
    }
  };

/** Ends the stream with an ERROR event in the place of the event that follows so many: the history is gone. */
export const expireAfter = (events: number): StreamFault =>
  async function* (source) {
    let left = events;
    for await (const line of linesOf(source)) {
      if (left === 0) {
        yield `${JSON.stringify({ type: 'ERROR', object: expiredStatus })}\n`;
        return;
      }
      yield line;
      left -= 1;
    }
  };

/** What the API server says when a resourceVersion is older than its history. */
export const expiredStatus = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'too old resource version: 1 (2)',
  reason: 'Expired',
  code: 410,
} as const;

/** Every event arrives twice, the second time after the next one. */
export const repeatEvents: StreamFault = async function* (source) {
  let previous = '';
  for await (const line of linesOf(source)) {
    yield line + previous;
    previous = line;
  }
};

/** The first so many events arrive in reverse order, the rest as they come. */
export const reverseFirst = (events: number): StreamFault =>
  async function* (source) {
    const held: string[] = [];
    for await (const line of linesOf(source)) {
      held.unshift(line);
      if (held.length < events) continue;
      yield* held.splice(0);
    }
  };

/** The stream arrives in pieces of so many bytes, whatever they cut through. */
export const inPiecesOf = (bytes: number): StreamFault =>
  async function* (source) {
    for await (const piece of source) {
      for (let start = 0; start < piece.length; start += bytes) {
        yield piece.subarray(start, start + bytes);
        await nextTurn();
      }
    }
  };
