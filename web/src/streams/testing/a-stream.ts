/** A stream for tests. */
import type { StreamSummary } from '../../api/generated/schemas.ts';

/** Public, live, and nobody's, unless told. */
export const aStream = (own: Partial<StreamSummary> = {}): StreamSummary => ({
  id: '0b6c2d57-0000-4000-8000-000000000001',
  namespace: 'streams',
  name: 'bars',
  title: 'Colour bars',
  visibility: 'public',
  owner: null,
  state: 'live',
  isReady: true,
  isSuspended: false,
  viewers: 3,
  availableQualities: ['720p', '360p'],
  sessionId: '20260101-120000-abcd',
  sessionStartedAt: '2026-01-01T12:00:00.000Z',
  sessionEndedAt: null,
  playbackPath: '/live-streams/streams/bars/master.m3u8',
  thumbnailUrl: '/live-streams/streams/bars/thumbnail.jpg',
  createdAt: '2026-01-01T11:00:00.000Z',
  ...own,
});
