/**
 * The number after a lost pod's last stored segment (DESIGN §5, pure): it may have announced a segment for every one that fits the
 * time since by the bucket's clock, and a short one that closed an epoch.
 */
export const nextSequenceAfter = (sequence: number, sinceMs: number, segmentMs: number): number =>
  sequence + 2 + Math.max(0, Math.ceil(sinceMs / segmentMs));
