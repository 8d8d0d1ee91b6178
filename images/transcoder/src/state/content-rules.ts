/** Rules on what is to be seen and heard, as decoded. Each may be meant so: the fault has to last. */
import { ingestReasons } from '@kubecast/crds/conditions';
import type { IngestRule } from './ingest-rule.ts';

/** Black is 16, and an encoder's noise a few steps more. */
const blackLuma = 24;
/** What a paused picture differs by from one second to the next is its encoding: under 0.16 once it has settled. */
export const stillLumaChange = 0.2;
/** Quieter than the noise of any microphone that is switched on. */
const silenceDb = -60;

export const blackPicture: IngestRule = {
  reason: ingestReasons.blackPicture,
  raiseAfterSeconds: 10,
  clearAfterSeconds: 3,
  judge: ({ lumaHigh }) =>
    lumaHigh !== undefined && lumaHigh <= blackLuma
      ? 'The picture is black; look at the scene in OBS: a hidden source, a game capture without its game, a covered camera'
      : undefined,
};

export const frozenPicture: IngestRule = {
  reason: ingestReasons.frozenPicture,
  raiseAfterSeconds: 20,
  clearAfterSeconds: 3,
  judge: ({ lumaChange }) =>
    lumaChange !== undefined && lumaChange < stillLumaChange
      ? 'The picture does not move; unless a still is meant, restart the capture in OBS: deactivate and activate its source'
      : undefined,
};

export const silence: IngestRule = {
  reason: ingestReasons.silence,
  raiseAfterSeconds: 15,
  clearAfterSeconds: 2,
  judge: ({ audioLevelDb }) =>
    audioLevelDb !== undefined && audioLevelDb < silenceDb
      ? 'The audio is silent; look at the Audio Mixer in OBS: a muted source, or Settings → Audio without a device'
      : undefined,
};
