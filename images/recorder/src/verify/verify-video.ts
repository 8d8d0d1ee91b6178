/**
 * Nothing is uploaded whose index or streams are not what the segments say. Media that is damaged within them is no reason: it was
 * damaged when it came, nobody can make it whole, and the rest of the session is worth having.
 */
import type { AssembledVideo } from '../assemble/assembled-video.ts';
import { RecorderError } from '../recorder-error.ts';
import type { VideoFile } from '../video-file/open-video.ts';
import { type DecoderComplaint, decodeSamples } from './decode-samples.ts';
import { type ExpectedVideo, findDifferences } from './find-differences.ts';
import { probeVideo } from './probe-video.ts';

export interface VerificationJob {
  readonly path: string;
  readonly video: VideoFile;
  readonly expected: ExpectedVideo;
  /** Pieces that were decoded, of all that will be. */
  readonly onProgress: (done: number, total: number) => void;
  /** Told of each piece that a decoder complains of. */
  readonly onComplaint: (complaint: DecoderComplaint) => void;
  readonly signal: AbortSignal;
}

/** What the segments say that a video was made of. */
export const expectedOf = ({ counted, width, height }: AssembledVideo): ExpectedVideo => ({
  frames: counted.pictures,
  durationSeconds: counted.seconds,
  slackSeconds: counted.slackSeconds,
  width,
  height,
});

/** Throws RecorderError (VerificationFailed) that says what differs; what `runTool` throws; or the signal's reason. */
export const verifyVideo = async (job: VerificationJob): Promise<void> => {
  const { path, video, expected, onProgress, onComplaint, signal } = job;
  const differences = findDifferences({ probed: await probeVideo(path, signal), index: video.index }, expected);
  if (differences.length > 0) {
    const advice = 'the segments are kept; report it if it stays when it is tried again';
    throw new RecorderError('VerificationFailed', `Could not verify the video: ${differences.join('; ')}; ${advice}`);
  }
  for (const complaint of await decodeSamples(path, expected.durationSeconds, signal, onProgress))
    onComplaint(complaint);
};
