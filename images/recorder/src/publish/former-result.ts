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

type KnownPlan = Pick<RecordingPlan, 'rendition' | 'segments'>;

/** Nobody who asked for none in particular, or for one that is gone by now, wants another. */
const wantsOtherRendition = (result: RecordingResult, { rendition }: RecorderConfig, plan: KnownPlan): boolean =>
  rendition === plan.rendition && result.rendition !== rendition;

const hasMore = (plan: KnownPlan, result: RecordingResult): boolean =>
  plan.rendition === result.rendition && plan.segments.length > seenSegments(result);

/** Says whether a result answers the request, and no less than `plan` would; `plan` is undefined where nothing is left to plan. */
export const isAsGood = (result: RecordingResult, config: RecorderConfig, plan: KnownPlan | undefined): boolean => {
  if (!asksTheSame(result, config)) return false;
  if (!plan || plan.segments.length < result.segments) return true;
  return !wantsOtherRendition(result, config, plan) && !hasMore(plan, result);
};

/** Says whether `plan` gives the very video again, or a fuller one. */
const givesItAgain = (plan: KnownPlan | undefined, result: RecordingResult): boolean =>
  plan !== undefined && plan.rendition === result.rendition && plan.segments.length >= result.segments;

const isStored = async (store: ObjectStore, object: RecordingResult['video'], signal: AbortSignal): Promise<boolean> =>
  (await store.head(object.key, signal))?.size === object.sizeBytes;

const areStored = async (access: StoreAccess, objects: readonly RecordingResult['video'][]): Promise<boolean> => {
  const look = () => Promise.all(objects.map((object) => isStored(access.store, object, access.signal)));
  return (await retry(look, patience(access))).every(Boolean);
};

/** `keepWithoutPictures`: the video is whole, some of the rest is gone, and what is left of the session gives a poorer video. */
export type FormerVerdict = 'keep' | 'keepWithoutPictures' | 'replace';

/** What is to become of a former result. Throws the store's errors. */
export const judgeFormer = async (
  access: StoreAccess,
  result: RecordingResult,
  config: RecorderConfig,
  plan: KnownPlan | undefined,
): Promise<FormerVerdict> => {
  if (!isAsGood(result, config, plan) || !(await areStored(access, [result.video]))) return 'replace';
  if (await areStored(access, [result.thumbnail, result.storyboard, result.storyboardImage])) return 'keep';
  return givesItAgain(plan, result) ? 'replace' : 'keepWithoutPictures';
};
