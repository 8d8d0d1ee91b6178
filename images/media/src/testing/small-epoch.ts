/** For tests: a small epoch of 180p at 30 frames a second, in parts of 200 ms and segments of 2 s. */
import { encodeEpoch } from './encode-epoch.ts';

/** Init and fragments of that many frames, one behind the other. */
export const smallEpoch = (frames: number): Promise<Buffer> =>
  encodeEpoch({
    rendition: { name: '180p', width: 320, height: 180, videoBitrateKbps: 200 },
    firstFrame: 0,
    frames,
    frameRate: 30,
    segmentSeconds: 2,
    partMs: 200,
    encoderOptions: [],
  });
