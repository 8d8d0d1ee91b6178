/** Recordings for tests. */
import type { Recording } from '../../api/generated/schemas.ts';

/** A complete one of a whole session, with its video; `given` over it. */
export const buildRecording = (given: Partial<Recording> = {}): Recording => ({
  id: '81be4c2f-107a-4849-8b63-d854be1c1baf',
  namespace: 'live',
  name: 'main-20260131-193000-k3x9',
  streamName: 'main',
  sessionId: '20260131-193000-k3x9',
  owner: { id: '0b7a2f8e-51d5-4c3b-9c1a-7b7b0c2d9e10', username: 'ada', displayName: 'Ada' },
  title: 'Evening light',
  visibility: 'public',
  range: null,
  state: 'complete',
  reason: 'Complete',
  message: '2m5s of video',
  startedAt: '2026-01-31T19:30:00Z',
  endedAt: '2026-01-31T19:32:10Z',
  durationSeconds: 125.4,
  sizeBytes: 15_000_000,
  width: 1280,
  height: 720,
  segments: 62,
  missingSegments: 0,
  gaps: [],
  videoState: 'published',
  videoId: '5f6c1f0e-9d1f-4a52-8f9e-1d7d5d7f7a01',
  isManagedHere: true,
  createdAt: '2026-01-31T19:30:00Z',
  ...given,
});
