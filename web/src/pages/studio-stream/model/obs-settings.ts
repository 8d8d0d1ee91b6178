/** What to set in OBS for a stream's ladder. Pure. */
import type { StreamSettings } from '../../../api/generated/schemas.ts';

/** A line of OBS's settings, in OBS's own words. */
export interface ObsSetting {
  readonly name: string;
  readonly value: string;
}

/** It is encoded again: a third more than the highest quality has, in steps of half a megabit. */
export const sourceBitrateKbps = (topBitrateKbps: number): number => Math.ceil((topBitrateKbps * 4) / 3 / 500) * 500;

/** Settings → Output (mode Advanced) and Settings → Video. */
export const obsSettings = ({ renditions, segmentSeconds, partMilliseconds }: ObsFacts): readonly ObsSetting[] => {
  const [top] = renditions;
  const bitrate = sourceBitrateKbps(top?.videoBitrateKbps ?? 2500);
  const height = top?.height ?? 720;
  const width = Math.round((height * 16) / 9 / 2) * 2;
  return [
    { name: 'Encoder', value: 'x264, or a hardware H.264' },
    { name: 'Rate Control', value: 'CBR' },
    { name: 'Bitrate', value: `${bitrate} Kbps` },
    { name: 'Keyframe Interval', value: `${segmentSeconds} s` },
    ...(partMilliseconds > 0 ? [{ name: 'Tune', value: 'zerolatency' }] : []),
    { name: 'Audio', value: 'AAC, 48 kHz, stereo' },
    { name: 'Output Resolution', value: `${width}x${height}` },
    { name: 'Common FPS Values', value: '30 or 60' },
  ];
};

export type ObsFacts = Pick<StreamSettings, 'renditions' | 'segmentSeconds' | 'partMilliseconds'>;
