/**
 * Makes a session in an object store as the transcoder would have left it, in seconds and without streaming: real H.264 and AAC in
 * fragments, initialisation sections and segments by name, epochs in the log. Every frame carries its number
 * (`frame-numbers.ts`), counted over the whole session from 0; the sound is noise that never repeats, so that each AAC frame
 * can be told from the others.
 *
 *     const session = await makeSession({ store, stream, epochs: [{ seconds: 9 }, { seconds: 5, afterGapSeconds: 5 }] });
 *
 * For damage, delete or overwrite keys of `session.segments` afterwards.
 */
import type { EpochRecord } from '../epoch-record.ts';
import { epochKey, initName, sessionId, streamPrefix } from '../keys.ts';
import { type EpochPlace, type MadeRung, type MadeSegment, makeRung } from './made-rung.ts';
import {
  type MadeEpochOptions,
  type MadeSessionOptions,
  madeSessionDefaults,
  type SettledSession,
} from './made-session-options.ts';

export interface MadeSession {
  readonly session: string;
  readonly startUnixMs: number;
  readonly endUnixMs: number;
  /** Of one rendition. */
  readonly frames: number;
  /** Of all renditions, by rendition and in order. */
  readonly segments: readonly MadeSegment[];
  readonly initKeys: readonly string[];
  /** Of the log, without the end. */
  readonly lastEpoch: number;
}

const writeEntry = (
  options: SettledSession,
  epoch: number,
  record: Omit<EpochRecord, 'liveStreamUid' | 'recording'>,
) => {
  const { liveStreamUid, recording } = options;
  const key = streamPrefix(options.stream) + epochKey(epoch);
  return options.store.put(key, JSON.stringify({ ...record, liveStreamUid, recording }), {
    contentType: 'application/json',
  });
};

const timeOf = (unixMs: number): string => new Date(unixMs).toISOString();

const writeEnd = (options: SettledSession, session: string, end: EpochPlace, podUid: string): Promise<void> =>
  writeEntry(options, end.epoch, {
    session,
    podUid,
    firstSequence: end.firstSequence,
    claimedAt: timeOf(end.anchorUnixMs),
    end: true,
  });

/** Where an epoch begins, behind all that was made before. */
const placeAfter = (former: EpochPlace, { afterGapSeconds = 0, skippedNumbers = 0 }: MadeEpochOptions): EpochPlace => ({
  ...former,
  firstSequence: former.firstSequence + skippedNumbers,
  anchorUnixMs: former.anchorUnixMs + Math.round(afterGapSeconds * 1000),
});

/** Where whatever follows an epoch begins at the earliest. */
const endOf = (place: EpochPlace, segments: readonly MadeSegment[]): EpochPlace => {
  const last = segments.at(-1);
  if (!last) return place;
  return {
    epoch: place.epoch + 1,
    firstSequence: last.sequence + 1,
    anchorUnixMs: last.startUnixMs + last.durationMs,
    firstFrame: last.firstFrame + last.frames,
  };
};

const podOf = ({ podUid = 'made-pod' }: MadeEpochOptions): string => podUid;

/** The log's entry, then each rendition. Returns the segments of all. */
const makeEpoch = async (
  options: SettledSession,
  session: string,
  epoch: MadeEpochOptions,
  place: EpochPlace,
): Promise<readonly (readonly MadeSegment[])[]> => {
  await writeEntry(options, place.epoch, {
    session,
    podUid: podOf(epoch),
    firstSequence: place.firstSequence,
    claimedAt: timeOf(place.anchorUnixMs),
    end: false,
  });
  const made: (readonly MadeSegment[])[] = [];
  for (const rung of rungsOf(options, session)) made.push(await makeRung(options, epoch, place, rung));
  return made;
};

const rungsOf = ({ renditions, stream }: SettledSession, session: string): readonly MadeRung[] =>
  renditions.map((rendition) => ({ rendition, folder: `${streamPrefix(stream)}${session}/${rendition.name}/` }));

const byRendition = (segments: readonly MadeSegment[], { renditions }: SettledSession): readonly MadeSegment[] =>
  renditions.flatMap(({ name }) => segments.filter(({ rendition }) => rendition === name));

const initKeysOf = (options: SettledSession, session: string): readonly string[] =>
  rungsOf(options, session).flatMap(({ folder }) =>
    options.epochs.map((_, index) => folder + initName(options.firstEpoch + index)),
  );

/** Makes a session. It is there, whole, when this resolves; log entries come before the media, the end after it. */
export const makeSession = async (given: MadeSessionOptions): Promise<MadeSession> => {
  const options: SettledSession = { ...madeSessionDefaults, ...given };
  const { firstEpoch, firstSequence, startUnixMs } = options;
  const session = sessionId(new Date(startUnixMs), options.suffix);
  const segments: MadeSegment[] = [];
  let place: EpochPlace = { epoch: firstEpoch, firstSequence, anchorUnixMs: startUnixMs, firstFrame: 0 };
  for (const epoch of options.epochs) {
    const begun = placeAfter(place, epoch);
    const made = await makeEpoch(options, session, epoch, begun);
    segments.push(...made.flat());
    place = endOf(begun, made[0] ?? []);
  }
  const lastPod = podOf(options.epochs.at(-1) ?? { seconds: 0 });
  if (options.ended) await writeEnd(options, session, place, lastPod);
  return {
    session,
    startUnixMs,
    endUnixMs: place.anchorUnixMs,
    frames: place.firstFrame,
    segments: byRendition(segments, options),
    initKeys: initKeysOf(options, session),
    lastEpoch: place.epoch - 1,
  };
};
