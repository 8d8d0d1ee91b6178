/** Multivariant playlists (RFC 8216, 4.3.4): one variant a rendition, audio muxed into each. Pure. */
import type { TrackCodecs } from './codecs.ts';

export interface Variant {
  /** Relative to the playlist. */
  readonly uri: string;
  readonly codecs: TrackCodecs;
  /** Frames a second. */
  readonly frameRate: number;
  /** Bits a second of the heaviest segment so far (BANDWIDTH). */
  readonly peakBitsPerSecond: number;
  /** Bits a second over all segments so far (AVERAGE-BANDWIDTH). */
  readonly averageBitsPerSecond: number;
}

const streamInfo = ({ codecs, frameRate, peakBitsPerSecond, averageBitsPerSecond }: Variant): string =>
  [
    `BANDWIDTH=${Math.ceil(peakBitsPerSecond)}`,
    `AVERAGE-BANDWIDTH=${Math.ceil(averageBitsPerSecond)}`,
    `CODECS="${codecs.video},${codecs.audio}"`,
    `RESOLUTION=${codecs.width}x${codecs.height}`,
    `FRAME-RATE=${frameRate.toFixed(3)}`,
  ].join(',');

/** The playlist as text, ending with a newline; variants in the given order (highest first by convention). */
export const buildMultivariantPlaylist = (variants: readonly Variant[]): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...variants.flatMap((variant) => [`#EXT-X-STREAM-INF:${streamInfo(variant)}`, variant.uri]),
    '',
  ].join('\n');
