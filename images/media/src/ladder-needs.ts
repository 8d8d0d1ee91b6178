/**
 * What a transcoder pod needs, computed from its ladder: the operator requests it, the api tells beforehand whether it fits.
 *
 * Sources, all measured: the ladder 1080/720/480/360 at 30 frames a second, preset veryfast, one decode and a scaling
 * cascade, takes 0.82 to 0.87 core; agent and srt-live-transmit take 0.055 core. That is 0.21 core a megapixel encoded plus
 * 0.1 to decode and scale 1080p. The presets' factors are x264's usual ratios to veryfast. 60 frames a second take twice
 * as much: set `spec.podTemplate.resources` then.
 */
import type { Rendition } from './transcoder-config.ts';

/** CPU of a preset in units of veryfast. */
const presetFactor = {
  ultrafast: 0.5,
  superfast: 0.7,
  veryfast: 1,
  faster: 1.5,
  fast: 1.9,
  medium: 2.3,
} as const;

/** An x264 preset that a LiveStream may name. */
export type Preset = keyof typeof presetFactor;

const coresPerMegapixel = 0.21;
const decodeCoresPerMegapixel = 0.05;
const agentCores = 0.06;

const agentMebibytes = 160;
/** Frames in flight, look-back and scaling buffers of one rung. */
const mebibytesPerMegapixel = 80;

/** The window keeps a minute; bitrates are averages, so half as much again for peaks and container overhead. */
const windowSeconds = 60;
const peakFactor = 1.5;
const windowFloorMebibytes = 16;

/** The spool outlasts an object store that is away for ten minutes, within the 80 % that it fills. */
const spoolSeconds = 600;
const spoolFill = 0.8;
const spoolFloorMebibytes = 256;

const mebibyte = 1024 * 1024;

/** What a ladder needs. Sizes are mebibytes, CPU millicores; `cpuMillis` is the whole need, not yet the request. */
export interface LadderNeeds {
  readonly cpuMillis: number;
  readonly memoryMebibytes: number;
  readonly windowMebibytes: number;
  readonly spoolMebibytes: number;
}

/** Widths are not known before a source comes: 16:9 is assumed. */
const megapixels = ({ height }: Pick<Rendition, 'height'>): number => (height * height * 16) / 9 / 1_000_000;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const bytesPerSecond = (ladder: readonly Rendition[]): number =>
  (sum(ladder.map(({ videoBitrateKbps, audioBitrateKbps }) => videoBitrateKbps + audioBitrateKbps)) * 1000) / 8;

/** What `ladder` needs at 30 frames a second with `preset`. */
export const ladderNeeds = (ladder: readonly Rendition[], preset: Preset): LadderNeeds => {
  const encoded = sum(ladder.map(megapixels));
  const decoded = Math.max(...ladder.map(megapixels));
  const cores = agentCores + decoded * decodeCoresPerMegapixel + encoded * coresPerMegapixel * presetFactor[preset];
  const peakBytesPerSecond = bytesPerSecond(ladder) * peakFactor;
  const windowMebibytes = windowFloorMebibytes + Math.ceil((peakBytesPerSecond * windowSeconds) / mebibyte);
  return {
    cpuMillis: Math.ceil((cores * 1000) / 10) * 10,
    // The window counts twice: as tmpfs, which the kernel charges to the pod, and in the origin's own memory.
    memoryMebibytes: Math.ceil(agentMebibytes + encoded * mebibytesPerMegapixel) + 2 * windowMebibytes,
    windowMebibytes,
    spoolMebibytes: spoolFloorMebibytes + Math.ceil((bytesPerSecond(ladder) * spoolSeconds) / spoolFill / mebibyte),
  };
};

/** Kubernetes quantities. */
export interface ContainerResources {
  readonly requests: { readonly cpu: string; readonly memory: string; readonly 'ephemeral-storage': string };
  readonly limits: { readonly memory: string };
}

/**
 * The container's resources. `cpuPercent` is the share of the need that is requested: a pod waits idle most of its day, so
 * the request is a floor under contention rather than the peak. There is no CPU limit (throttling would stall the picture);
 * the memory limit is twice the request.
 */
export const containerResources = (needs: LadderNeeds, cpuPercent: number): ContainerResources => ({
  requests: {
    cpu: `${Math.ceil((needs.cpuMillis * cpuPercent) / 100)}m`,
    memory: `${needs.memoryMebibytes}Mi`,
    'ephemeral-storage': `${needs.spoolMebibytes}Mi`,
  },
  limits: { memory: `${needs.memoryMebibytes * 2}Mi` },
});
