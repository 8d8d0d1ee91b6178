/** Why a stream takes no encoder yet, in a few words: lists do not tell, the stream itself does. */
import type { ReactElement } from 'react';
import { useFollowedStream } from '../../../streams/follow-stream.ts';
import { healthReport } from '../../../studio/model/health/health-report.ts';

export interface NotReadyReasonProps {
  readonly streamId: string;
}

/** See the file header. */
export const NotReadyReason = ({ streamId }: NotReadyReasonProps): ReactElement => {
  const { data } = useFollowedStream(streamId);
  const [worst] = healthReport(data?.studio?.conditions ?? []).items;
  return <>{worst?.title ?? 'Getting ready'}</>;
};
