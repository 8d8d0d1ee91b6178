/** What is lost with a recording, for who is about to delete it. Pure. */
import type { Recording } from '../../api/generated/schemas.ts';

const ofVideo: Readonly<Record<Recording['videoState'], string>> = {
  none: 'It has not become a video: nothing of it will be left.',
  importing: 'It is just becoming a video. Wait until it has, if you want to keep that.',
  published: 'The recorded file goes; the video that it became stays in your videos.',
  deleted: 'Its video was deleted already: nothing of it will be left.',
};

/** A sentence or two. */
export const deletionWords = ({ state, reason, range, videoState }: Recording): string => {
  if (state === 'complete') return ofVideo[videoState];
  if (range) return 'The clip will not be made. The recording of the session is left as it is.';
  if (state === 'waiting' && reason === 'Recording') {
    return 'The stream goes on, but this session will not become a video.';
  }
  return 'This session will not become a video.';
};
