import { ApiError } from '../../problems/api-error.ts';
import type { LadderPreset } from './ladder-presets.ts';
import type { RenditionSettings } from './stream-settings.ts';

/** Either way to choose a ladder. */
export interface LadderChoice {
  readonly ladder?: string | undefined;
  readonly renditions?: readonly RenditionSettings[] | undefined;
}

const invalid = (message: string): ApiError =>
  new ApiError('RequestInvalid', `Could not take the ladder: ${message}`, { fields: { ladder: message } });

/** The rungs of the preset that is named, or those that are given; undefined where neither is. @throws ApiError RequestInvalid */
export const chosenRenditions = (
  { ladder, renditions }: LadderChoice,
  presets: readonly LadderPreset[],
): readonly RenditionSettings[] | undefined => {
  if (ladder === undefined) return renditions;
  if (renditions !== undefined) throw invalid('send either ladder or renditions');
  const preset = presets.find(({ id }) => id === ladder);
  if (preset) return preset.renditions;
  throw invalid(`must be one of ${presets.map(({ id }) => id).join(', ')}`);
};
