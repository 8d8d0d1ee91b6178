/** The Recording that is made by itself for a session. */
import { sessionRecordingName } from '@kubecast/media/recording-keys';
import type { LiveSource } from './live-source.ts';
import type { RecordingStage } from './stage.ts';

/** Its name, for the stream's newest session; the Recording need not be there yet. */
export const automaticRecording = async (stage: RecordingStage, live: LiveSource): Promise<string> => {
  const session = await stage.look((recordings) => live.session(recordings));
  return sessionRecordingName(live.stream, session);
};
