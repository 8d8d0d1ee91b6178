/**
 * One caller's MPEG transport stream, from its first byte to its last. It is read once and by itself, epoch or no epoch, so
 * that a caller never notices what happens behind it: packets since a keyframe (at most 10 s) are kept, and whoever attaches
 * (the probe, then the encoder, then a crashed encoder's successor) gets these first, with PAT and PMT before them.
 */
export interface TransportSource {
  /** Resolves when the caller has left and every byte has been handed out. */
  readonly ended: Promise<void>;
}
