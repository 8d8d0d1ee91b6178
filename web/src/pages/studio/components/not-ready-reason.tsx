/** Why a stream takes no encoder yet, in a few words: lists do not tell, the stream itself does. */
import type { ReactElement } from 'react';
import { hindranceOf } from '../../../studio/model/health/health-report.ts';
import { useRereadStream } from '../api/reread-stream.ts';

export interface NotReadyReasonProps {
  readonly streamId: string;
}

/** See the file header. */
export const NotReadyReason = ({ streamId }: NotReadyReasonProps): ReactElement => {
  const { data } = useRereadStream(streamId);
  return <>{(data && hindranceOf(data)?.title) ?? 'Getting ready'}</>;
};
