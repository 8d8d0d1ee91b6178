/**
 * hls.js keeps a little further from the live edge after each stall. Stalls of an outage and of our own seeks teach nothing
 * about the viewer's line: they must not count, or each outage would leave every viewer a second later for good. With parts no
 * stall counts: the distance is a controller's own there.
 */
import Hls from 'hls.js';
import type { DeliveryVerdict } from './delivery.ts';

export interface StallCount {
  /** As hls.js counts them. */
  readonly counted: number;
  /** Those of the viewer's own line. */
  readonly honest: number;
}

/** hls.js's own default: seconds a stall. */
const secondsAStall = 1;
const noStalls: StallCount = { counted: 0, honest: 0 };

/** Pure: what hls.js must be told a stall costs, so that all counted ones together cost what the honest ones do. */
export const stallIncreaseSeconds = ({ counted, honest }: StallCount, hasParts: boolean): number => {
  if (hasParts) return 0;
  return counted === 0 ? secondsAStall : (secondsAStall * honest) / counted;
};

/** Listens while hls.js lives. */
export const spareLatencyCushion = (hls: Hls, verdict: () => DeliveryVerdict): void => {
  let stalls = noStalls;
  const apply = (): void => {
    const hasParts = (hls.latestLevelDetails?.partTarget ?? 0) > 0;
    hls.config.liveSyncOnStallIncrease = stallIncreaseSeconds(stalls, hasParts);
  };
  hls.on(Hls.Events.MANIFEST_LOADING, () => {
    stalls = noStalls;
    apply();
  });
  hls.on(Hls.Events.LEVEL_UPDATED, apply);
  hls.on(Hls.Events.ERROR, (_event, { details }) => {
    if (details !== Hls.ErrorDetails.BUFFER_STALLED_ERROR) return;
    stalls = { counted: stalls.counted + 1, honest: stalls.honest + (verdict() === 'flowing' ? 1 : 0) };
    apply();
  });
};
