/**
 * A player's first requests, made before there is a player: while somebody points at a stream, and while the code of its page
 * comes. One stream at a time; `head-start-loader.ts` hands hls.js what came.
 */
import { liveSyncDurationCount } from '../live-sync.ts';
import { callAfter, lifeWithin } from '../timing.ts';
import { firstEstimate, observeLine } from './first-estimate.ts';
import { firstFiles, firstPlaylist } from './first-files.ts';

/** A media playlist is renewed about as often; what is older says another end. */
const playlistFreshMs = 2_000;
/** The rungs, and what is in segments, hold for longer; what nobody took by then is for nobody. */
const usualFreshMs = 10_000;
/** What takes longer is for the player to ask. */
const patienceMs = 5_000;

/** Something that was asked for; the moments are those of `performance.now()`. */
export interface EarlyAnswer {
  /** Of what answered, absolute. */
  readonly url: string;
  readonly body: ArrayBuffer;
  readonly askedMs: number;
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly freshMs: number;
}

interface HeadStart {
  readonly url: string;
  /** Undefined while it goes on. */
  endedMs: number | undefined;
  readonly life: AbortController;
  /** By absolute address. */
  readonly answers: Map<string, Promise<EarlyAnswer>>;
}

/** Never rejects. */
type WhenThere = () => Promise<void>;

const atOnce: WhenThere = async () => undefined;

let current: HeadStart | undefined;

const absolute = (url: string, base: string = location.href): string => new URL(url, base).href;

const fetchEarly = async (url: string, freshMs: number, signal: AbortSignal): Promise<EarlyAnswer> => {
  const askedMs = performance.now();
  const response = await fetch(url, { signal });
  const firstByteMs = performance.now();
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const body = await response.arrayBuffer();
  return { url: response.url || url, body, askedMs, firstByteMs, endMs: performance.now(), freshMs };
};

/** For as long as `outer` lives, and no longer than the patience for one answer. */
const withinPatience = (outer: AbortSignal): AbortSignal => {
  const life = lifeWithin(outer);
  callAfter(patienceMs, life.signal, () => life.abort());
  return life.signal;
};

const ask = ({ answers, life }: HeadStart, url: string, freshMs = usualFreshMs): Promise<EarlyAnswer> => {
  const answer = fetchEarly(url, freshMs, withinPatience(life.signal));
  answers.set(url, answer);
  return answer;
};

const textOf = ({ body }: EarlyAnswer): string => new TextDecoder().decode(body);

const isWithin = (freshMs: number, sinceMs: number): boolean => performance.now() - sinceMs < freshMs;

const isFresh = ({ freshMs, endMs }: EarlyAnswer): boolean => isWithin(freshMs, endMs);

/** Resolves when the work is done, or has taken so long that a playlist of before it is old. */
const doneOrLate = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    callAfter(playlistFreshMs, signal, resolve);
    work.then(resolve, resolve);
  });

const fetchAhead = async (start: HeadStart, whenThere: WhenThere): Promise<void> => {
  const master = textOf(await ask(start, start.url));
  const ready = doneOrLate(whenThere(), start.life.signal);
  const playlistUri = firstPlaylist(master, firstEstimate(observeLine().downlink));
  if (playlistUri === undefined) return;
  const playlistUrl = absolute(playlistUri, start.url);
  const playlist = await ask(start, playlistUrl, playlistFreshMs);
  await ready;
  // A player that is here by now asks for itself, and an old playlist says another end.
  if (!start.answers.has(playlistUrl) || !isFresh(playlist)) return;
  const files = firstFiles(textOf(playlist), liveSyncDurationCount).map((uri) =>
    ask(start, absolute(uri, playlistUrl)),
  );
  await Promise.all(files);
};

const isGoodFor = (start: HeadStart | undefined, url: string): boolean =>
  start?.url === url && (start.endedMs === undefined || isWithin(playlistFreshMs, start.endedMs));

/**
 * Begins to fetch what a player of this master playlist begins with; the media after what `whenThere` does once that playlist came.
 * What fails is asked for again by the player.
 */
export const beginHeadStart = (master: string, whenThere: WhenThere = atOnce): void => {
  const url = absolute(master);
  if (observeLine().isSaving || isGoodFor(current, url)) return;
  current?.life.abort();
  const start: HeadStart = { url, endedMs: undefined, life: new AbortController(), answers: new Map() };
  const end = (): void => {
    start.endedMs = performance.now();
    callAfter(usualFreshMs, start.life.signal, () => start.answers.clear());
  };
  current = start;
  fetchAhead(start, whenThere).then(end, end);
};

/** What was asked for under this address a moment ago, once; rejects when it failed or is too old, undefined where nothing was. */
export const takeEarlyAnswer = (url: string): Promise<EarlyAnswer> | undefined => {
  const address = absolute(url);
  const answer = current?.answers.get(address);
  current?.answers.delete(address);
  return answer?.then((early) => {
    if (!isFresh(early)) throw new Error(`What ${url} answered is too old`);
    return early;
  });
};
