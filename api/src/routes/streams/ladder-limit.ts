/** The ladders that a user may choose: they need no more than the largest that is offered, so that nobody reserves whole nodes. */
import { type LadderNeeds, ladderNeeds } from '@kubecast/media/ladder-needs';
import { ApiError } from '../../problems/api-error.ts';
import type { LadderPreset } from './ladder-presets.ts';
import type { EncodingPreset, RenditionSettings } from './stream-settings.ts';

/** The most of each, of whichever ladder. */
export type LadderLimit = Pick<LadderNeeds, 'cpuMillis' | 'memoryMebibytes' | 'spoolMebibytes'>;

/** What a stream is to be encoded to. */
export interface Encoding {
  readonly renditions: readonly RenditionSettings[];
  readonly encodingPreset: EncodingPreset;
}

const offeredPreset = 'veryfast';
/** The CRD's default. */
const audioBitrateKbps = 128;

const needsOf = ({ renditions, encodingPreset }: Encoding): LadderLimit =>
  ladderNeeds(
    renditions.map((rendition) => ({ ...rendition, audioBitrateKbps: rendition.audioBitrateKbps ?? audioBitrateKbps })),
    encodingPreset,
  );

/** Of the presets with veryfast. */
export const ladderLimitOf = (presets: readonly LadderPreset[]): LadderLimit => {
  const needs = presets.map(({ renditions }) => needsOf({ renditions, encodingPreset: offeredPreset }));
  const most = (of: (need: LadderLimit) => number): number => Math.max(...needs.map(of));
  return {
    cpuMillis: most(({ cpuMillis }) => cpuMillis),
    memoryMebibytes: most(({ memoryMebibytes }) => memoryMebibytes),
    spoolMebibytes: most(({ spoolMebibytes }) => spoolMebibytes),
  };
};

const isWithin = (needs: LadderLimit, limit: LadderLimit): boolean =>
  needs.cpuMillis <= limit.cpuMillis &&
  needs.memoryMebibytes <= limit.memoryMebibytes &&
  needs.spoolMebibytes <= limit.spoolMebibytes;

const worded = ({ cpuMillis, memoryMebibytes, spoolMebibytes }: LadderLimit): string =>
  `${cpuMillis}m CPU, ${memoryMebibytes} MiB of memory and ${spoolMebibytes} MiB of storage`;

/** @throws ApiError RequestInvalid for `encodingPreset` where a faster one helps, else for `renditions` */
export const assertWithinLimit = (encoding: Encoding, limit: LadderLimit, attempt: string): void => {
  const needs = needsOf(encoding);
  if (isWithin(needs, limit)) return;
  const helps = isWithin(needsOf({ ...encoding, encodingPreset: offeredPreset }), limit);
  const field = helps ? 'encodingPreset' : 'renditions';
  const advice = helps ? `choose a faster one, such as ${offeredPreset}` : 'lower heights and bitrates, or take fewer';
  const message = `needs ${worded(needs)}, and at most ${worded(limit)} may be taken: ${advice}`;
  throw new ApiError('RequestInvalid', `Could not ${attempt}: ${field} ${message}`, { fields: { [field]: message } });
};
