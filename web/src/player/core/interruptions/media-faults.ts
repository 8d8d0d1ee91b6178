/**
 * Faults of the decoder. The first is healed in place (hls.js gives the video a new buffer); another soon after it gets a new
 * engine; when new engines fail too they come further and further apart, so that media that nobody can decode burns no battery.
 * Pure; the history outlives engines.
 */
export interface MediaFaultHistory {
  /** When the last ones were, by any steady clock; oldest first. */
  readonly atMs: readonly number[];
}

export type MediaFaultAnswer =
  | { readonly kind: 'heal' }
  /** `skipSeconds`: how far beyond the place that cannot be decoded a viewer who is behind goes on. */
  | { readonly kind: 'rebuild'; readonly afterMs: number; readonly skipSeconds: number };

const rememberedMs = 60_000;
const soonMs = 3_000;
const mostWaitMs = 15_000;

export const noMediaFaults: MediaFaultHistory = { atMs: [] };

export const rememberFault = ({ atMs }: MediaFaultHistory, nowMs: number): MediaFaultHistory => ({
  atMs: [...atMs.filter((then) => nowMs - then < rememberedMs), nowMs],
});

/** Whether the last one is so short ago that the video's doings are its doing. */
export const isFailing = ({ atMs }: MediaFaultHistory, nowMs: number): boolean =>
  nowMs - (atMs.at(-1) ?? Number.NEGATIVE_INFINITY) < soonMs;

/** What to do about the last fault of a history. The second within seconds is answered at once, each further one later. */
export const answerMediaFault = ({ atMs }: MediaFaultHistory): MediaFaultAnswer => {
  const [previousMs = Number.NEGATIVE_INFINITY, lastMs = 0] = atMs.slice(-2);
  const isAlone = atMs.length < 2 || (atMs.length === 2 && lastMs - previousMs > soonMs);
  if (isAlone) return { kind: 'heal' };
  const further = atMs.length - 2;
  const afterMs = further === 0 ? 0 : Math.min(mostWaitMs, 250 * 2 ** (further - 1));
  return { kind: 'rebuild', afterMs, skipSeconds: further === 0 ? 0 : 2 };
};
