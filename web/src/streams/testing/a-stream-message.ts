import type { StreamMessage } from '../../realtime/server-message.ts';
import { aStream } from './a-stream.ts';

/** What the server says of {@link aStream}. */
export const aStreamMessage = (own: Partial<StreamMessage> = {}): StreamMessage => {
  const { owner: _owner, playbackPath: _path, thumbnailUrl: _url, createdAt: _created, ...facts } = aStream();
  return { type: 'stream', ...facts, ...own };
};
