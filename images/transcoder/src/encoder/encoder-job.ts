/** What one ffmpeg is asked to do. */
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { ProbedSource } from '../probe/probed-source.ts';
import type { SessionFormat } from './session-format.ts';

export interface EncoderJob {
  readonly config: Pick<TranscoderConfig, 'preset' | 'segmentSeconds' | 'partMs'>;
  readonly source: ProbedSource;
  readonly format: SessionFormat;
  /** Presentation time of the first picture that is encoded, in 90 kHz ticks as the source wrote it: time 0 of the output. */
  readonly startPts: number;
  /** Processor cores at hand. */
  readonly cores: number;
}
