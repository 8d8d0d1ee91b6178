/**
 * What an earlier recorder left. A verified recording is kept as long as the bucket of segments has nothing to add to it: its segments
 * may be deleted by now, and what could still be made of the rest would be poorer.
 */
import type { ObjectStore } from '@kubecast/media/object-store';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import { type RecordingResult, recordingResultSchema } from '@kubecast/media/recording-result';
import { retry } from '@kubecast/media/retry';
import { patience, type StoreAccess } from '../patience.ts';
import type { RecordingPlan } from '../plan/recording-plan.ts';

const parseResult = (text: string): RecordingResult | undefined => {
  try {
    return recordingResultSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** What `recording.json` says; undefined when there is none, or none of this version. Throws the store's errors. */
export const readFormerResult = async (
  access: StoreAccess,
  config: RecorderConfig,
): Promise<RecordingResult | undefined> => {
  const key = `${recordingPrefix(config)}${recordingFiles.result}`;
  const bytes = await retry(() => access.store.read(key, { signal: access.signal }), patience(access));
  return bytes && parseResult(String(bytes));
};

const asksTheSame = (result: RecordingResult, config: RecorderConfig): boolean =>
  result.source.liveStream === config.stream &&
  result.source.session === config.session &&
  result.namespace === config.namespace &&
  result.recording === config.recording &&
  result.range?.from === config.range?.from &&
  result.range?.to === config.range?.to;

/** Segments that were there when it was made; those that could not be used would not be used again. */
const seenSegments = ({ segments, missing }: RecordingResult): number =>
  segments + missing.filter(({ why }) => why === 'damaged').length;

/** Says whether a result answers the request, and no less than `plan` would; `plan` is undefined where nothing is left to plan. */
export const isAsGood = (
  result: RecordingResult,
  config: RecorderConfig,
  plan: Pick<RecordingPlan, 'rendition' | 'segments'> | undefined,
): boolean => {
  if (!asksTheSame(result, config)) return false;
  return !plan || (result.rendition === plan.rendition && seenSegments(result) >= plan.segments.length);
};

const isStored = async (store: ObjectStore, object: RecordingResult['video'], signal: AbortSignal): Promise<boolean> =>
  (await store.head(object.key, signal))?.size === object.sizeBytes;

/** Says whether all objects of a result are there with their sizes. Throws the store's errors. */
export const isWhole = async (access: StoreAccess, result: RecordingResult): Promise<boolean> => {
  const { store, signal } = access;
  const objects = [result.video, result.thumbnail, result.storyboard, result.storyboardImage];
  const look = () => Promise.all(objects.map((object) => isStored(store, object, signal)));
  return (await retry(look, patience(access))).every(Boolean);
};
