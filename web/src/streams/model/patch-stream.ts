import type { StreamSummary } from '../../api/generated/schemas.ts';
import type { StreamMessage } from '../../realtime/server-message.ts';

/**
 * Pure: the stream as the message has it. Who owns it, its picture and what its owner sees besides are not in the message, and
 * stay as they were.
 */
export const patchStream = <Known extends StreamSummary>(stream: Known, message: StreamMessage): Known => {
  if (stream.id !== message.id) return stream;
  const { type: _type, availableQualities, ...facts } = message;
  return { ...stream, ...facts, availableQualities: [...availableQualities] };
};

/** Pure: whether something came that the message does not have: the picture of a first session, another owner's view. */
export const isReadAgain = (stream: StreamSummary, message: StreamMessage): boolean =>
  stream.id === message.id &&
  (stream.visibility !== message.visibility || (stream.thumbnailUrl === null && message.sessionId !== null));
