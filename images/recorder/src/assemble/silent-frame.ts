/** AAC frames that decode to silence, for where the session has no sound. */

/** Samples of one AAC frame. */
export const aacFrameSamples = 1024;

/**
 * A raw data block of AAC-LC for two channels, which is what the transcoder makes of every source: one channel pair with a common
 * window and no scale factor band, then the end.
 */
export const silentFrame: Buffer = Buffer.from([0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c]);
