/** Nothing is uploaded that is not what it should be: its index, its streams, and a decoder's word. */
import { RecorderError } from '../recorder-error.ts';
import type { VideoFile } from '../video-file/open-video.ts';
import { decodeSamples } from './decode-samples.ts';
import { type ExpectedVideo, findDifferences } from './find-differences.ts';
import { probeVideo } from './probe-video.ts';

export interface VerificationJob {
  readonly path: string;
  readonly video: VideoFile;
  readonly expected: ExpectedVideo;
  /** Pieces that were decoded, of all that will be. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Throws RecorderError (VerificationFailed) that says what differs; what `runTool` throws; or the signal's reason. */
export const verifyVideo = async ({ path, video, expected, onProgress, signal }: VerificationJob): Promise<void> => {
  const probed = await probeVideo(path, signal);
  const differences = [...findDifferences({ probed, index: video.index }, expected)];
  const complaint = await decodeSamples(path, expected.durationSeconds, signal, onProgress);
  if (complaint !== undefined) differences.push(complaint);
  if (differences.length === 0) return;
  const advice = 'the segments are kept; make the Recording again with another rendition, or look at them';
  throw new RecorderError('VerificationFailed', `Could not verify the video: ${differences.join('; ')}; ${advice}`);
};
