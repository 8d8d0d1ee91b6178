/** What the api is asked for. Pure. */
import type { NewClip, Stream } from '../../api/generated/schemas.ts';
import type { ClipRange } from './clip-range.ts';

/** Of a stream, what a clip needs. */
export type ClipStream = Pick<
  Stream,
  'id' | 'title' | 'visibility' | 'sessionId' | 'sessionStartedAt' | 'sessionEndedAt'
>;

export interface ClipWords {
  /** Empty: the stream's. */
  readonly title: string;
  readonly visibility: NonNullable<NewClip['visibility']>;
}

/** The session is named: another one may have begun meanwhile. */
export const newClipFor = (
  { id, sessionId }: Pick<ClipStream, 'id' | 'sessionId'>,
  { fromMs, toMs }: ClipRange,
  { title, visibility }: ClipWords,
): NewClip => ({
  streamId: id,
  ...(sessionId !== null && { sessionId }),
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
  ...(title.trim() !== '' && { title: title.trim() }),
  visibility,
});
