/** `recording.json` from what was planned, made and stored. Pure: no clock, no name of who made it, lists cut in one way. */
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import { type RecordingResult, recordingResultSchema } from '@kubecast/media/recording-result';
import type { AssembledVideo } from '../assemble/assembled-video.ts';
import type { RecordingPlan, RecordingSummary } from '../plan/recording-plan.ts';

/** Bytes of each object but the result itself, by the names of `recordingFiles`. */
export type StoredSizes = Readonly<Record<'video' | 'thumbnail' | 'storyboard' | 'storyboardImage', number>>;

export interface RecordingFacts {
  readonly config: RecorderConfig;
  readonly plan: Pick<RecordingPlan, 'rendition'>;
  readonly summary: RecordingSummary;
  readonly video: Pick<AssembledVideo, 'frames' | 'durationSeconds' | 'width' | 'height'>;
  readonly sizes: StoredSizes;
}

const mostListed = 1000;

const locate = (config: RecorderConfig, name: keyof StoredSizes, sizes: StoredSizes) => ({
  bucket: config.recordingsBucket,
  key: `${recordingPrefix(config)}${recordingFiles[name]}`,
  sizeBytes: sizes[name],
});

/** Throws ZodError when something is not as `recording.json` wants it. */
export const buildResult = ({ config, plan, summary, video, sizes }: RecordingFacts): RecordingResult =>
  recordingResultSchema.parse({
    version: 1,
    namespace: config.namespace,
    recording: config.recording,
    source: { liveStream: config.stream, session: config.session },
    ...(config.range && { range: { from: config.range.from, to: config.range.to } }),
    rendition: plan.rendition,
    startedAt: new Date(summary.startedMs).toISOString(),
    endedAt: new Date(summary.endedMs).toISOString(),
    durationSeconds: video.durationSeconds,
    width: video.width,
    height: video.height,
    frames: video.frames,
    segments: summary.segments,
    missingSegments: summary.missing.length,
    missing: summary.missing.slice(0, mostListed).map(({ sequence, why }) => ({ sequence, why })),
    gapCount: summary.gaps.length,
    gaps: summary.gaps.slice(0, mostListed),
    video: locate(config, 'video', sizes),
    thumbnail: locate(config, 'thumbnail', sizes),
    storyboard: locate(config, 'storyboard', sizes),
    storyboardImage: locate(config, 'storyboardImage', sizes),
  });
