/** A rendition's measured bit rates, as EXT-X-STREAM-INF wants them. Pure. */

/** What has been measured since the session began. `next` folds one more segment in. */
export interface Bandwidth {
  readonly bytes: number;
  readonly durationMs: number;
  readonly peakBitsPerSecond: number;
}

export const noBandwidth: Bandwidth = { bytes: 0, durationMs: 0, peakBitsPerSecond: 0 };

/**
 * Segments under half the target are left out of the peak (RFC 8216, 4.1 does likewise): a short last one with its keyframe
 * would count as a burst that no player has to sustain.
 */
export const addSegment = (
  bandwidth: Bandwidth,
  segment: { readonly byteLength: number; readonly durationMs: number },
  segmentSeconds: number,
): Bandwidth => {
  const counts = segment.durationMs >= segmentSeconds * 500 || bandwidth.peakBitsPerSecond === 0;
  const rate = segment.durationMs > 0 && counts ? (segment.byteLength * 8000) / segment.durationMs : 0;
  return {
    bytes: bandwidth.bytes + segment.byteLength,
    durationMs: bandwidth.durationMs + segment.durationMs,
    peakBitsPerSecond: Math.max(bandwidth.peakBitsPerSecond, rate),
  };
};

export const averageBitsPerSecond = ({ bytes, durationMs }: Bandwidth): number =>
  durationMs === 0 ? 0 : (bytes * 8000) / durationMs;
