/** One rule of what the guide asks of a source. */
import type { ingestReasons } from '@kubecast/crds/conditions';
import type { Rendition, TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { IngestFacts } from './ingest-facts.ts';

/** What is asked of a source, from the stream's spec. */
export interface IngestDemands {
  readonly segmentSeconds: number;
  /** 0: no low latency is asked for, and B-frames do no harm. */
  readonly partMs: number;
  /** Lines of the highest rendition. */
  readonly ladderHeight: number;
  /** Frames a second that the renditions' names promise; what film has, when they promise nothing. */
  readonly ladderFrameRate: number;
}

export interface IngestRule {
  readonly reason: (typeof ingestReasons)[keyof typeof ingestReasons];
  /** A fault has to last so long before it is told. */
  readonly raiseAfterSeconds: number;
  /** It is over when it has not been seen for so long. */
  readonly clearAfterSeconds: number;
  /** The fault and what to do about it; undefined when there is none. Pure. */
  readonly judge: (facts: IngestFacts, demands: IngestDemands) => string | undefined;
}

const filmFrameRate = 24;

const promisedFrameRate = ({ name }: Rendition): number => Number(/p(\d+)$/.exec(name)?.[1] ?? 0);

/** `renditions`: highest first. A name such as `720p60` promises 60 frames a second. */
export const ingestDemandsFor = ({
  segmentSeconds,
  partMs,
  renditions,
}: Pick<TranscoderConfig, 'segmentSeconds' | 'partMs' | 'renditions'>): IngestDemands => ({
  segmentSeconds,
  partMs,
  ladderHeight: renditions[0]?.height ?? 0,
  ladderFrameRate: Math.max(filmFrameRate, ...renditions.map(promisedFrameRate)),
});
