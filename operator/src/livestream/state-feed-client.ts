/**
 * Reads one pod's state feed (`state-feed.ts` of the media package has the contract) for as long as its signal allows:
 * connects, hands on each state, and connects again with backoff when the feed breaks, is silent for too long, or makes no
 * sense.
 *
 * ```
 *            connect            event
 *   waiting ────────► connected ─────► onState
 *      ▲                  │
 *      └── backoff ◄──────┘ end, refusal, silence, nonsense: onLost
 * ```
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type TranscoderState, transcoderStateSchema } from '@kubecast/media/state-feed';
import { Backoff } from '@kubecast/runtime/backoff';
import { createParser } from 'eventsource-parser';
import { type Dispatcher, request } from 'undici';

/** The feed speaks at least every 5 s; this much silence means that nobody is there. */
const silenceMs = 15_000;
const connectTimeoutMs = 3_000;
const backoffBounds = { baseMs: 200, capMs: 2_000 };
/** A state is about a kilobyte; more than this is no state. */
const maxEventCharacters = 65_536;

/** Who is read, and who is told. */
export interface StateFeedOptions {
  /** `http://<pod address>:8080/state`. */
  readonly url: string;
  readonly token: string;
  readonly dispatcher: Dispatcher;
  readonly onState: (state: TranscoderState) => void;
  /** The feed is out of reach, and why; it goes on trying. */
  readonly onLost: (reason: string) => void;
  /** For tests. */
  readonly silenceMs?: number;
}

class FeedError extends Error {
  override readonly name = 'FeedError';
}

const reasonOf = (error: unknown): string => {
  if (error instanceof FeedError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code || (error instanceof Error ? error.name : 'unknown error');
};

const parseState = (data: string): TranscoderState => {
  try {
    return transcoderStateSchema.parse(JSON.parse(data));
  } catch (cause) {
    throw new FeedError('it sends a state that this operator does not understand', { cause });
  }
};

/** One connection's life. Always ends by throwing. `onBytes` is called for whatever arrives. */
const readOnce = async (options: StateFeedOptions, signal: AbortSignal, onBytes: () => void): Promise<never> => {
  const { statusCode, body } = await request(options.url, {
    headers: { authorization: `Bearer ${options.token}`, accept: 'text/event-stream' },
    dispatcher: options.dispatcher,
    headersTimeout: connectTimeoutMs,
    bodyTimeout: 0,
    signal,
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new FeedError(`it answers with status ${statusCode}`);
  }
  const parser = createParser({
    onEvent: ({ event, data }) => event === 'state' && options.onState(parseState(data)),
    maxBufferSize: maxEventCharacters,
  });
  for await (const text of body.setEncoding('utf8')) {
    onBytes();
    parser.feed(String(text));
  }
  throw new FeedError('it ended');
};

const readWithWatchdog = async (
  options: StateFeedOptions,
  signal: AbortSignal,
  onBytes: () => void,
): Promise<never> => {
  const silence = new AbortController();
  const limitMs = options.silenceMs ?? silenceMs;
  const watchdog = setTimeout(() => silence.abort(new FeedError(`it was silent for ${limitMs / 1000} s`)), limitMs);
  try {
    return await readOnce(options, AbortSignal.any([signal, silence.signal]), () => {
      watchdog.refresh();
      onBytes();
    });
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(watchdog);
  }
};

/** Reads until `signal`; then resolves. Never rejects. */
export const followStateFeed = async (options: StateFeedOptions, signal: AbortSignal): Promise<void> => {
  const backoff = new Backoff(backoffBounds);
  while (!signal.aborted) {
    try {
      await readWithWatchdog(options, signal, () => backoff.reset());
    } catch (error) {
      if (signal.aborted) return;
      options.onLost(reasonOf(error));
      await delay(backoff.nextMs(), undefined, { signal }).catch(() => {});
    }
  }
};
