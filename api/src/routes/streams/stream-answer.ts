/** Streams as the api answers them. Pure. */
import type { LiveStream } from '@kubecast/crds/livestream';
import { type Signing, streamPath, streamThumbnailPath } from '../../grants/media-paths.ts';
import type { Stream } from './stream.ts';
import { settingsOf } from './stream-settings.ts';

const isoOf = (time: Date | null): string | null => time?.toISOString() ?? null;

/** What everybody sees who may see the stream; a private one's thumbnail is signed. */
export const streamSummary = (stream: Stream, signing: Signing) => ({
  id: stream.id,
  namespace: stream.namespace,
  name: stream.name,
  title: stream.title,
  visibility: stream.visibility,
  owner: stream.owner,
  state: stream.state,
  isReady: stream.isReady,
  isSuspended: stream.isSuspended,
  viewers: stream.viewers,
  availableQualities: [...stream.availableQualities],
  sessionId: stream.sessionId,
  sessionStartedAt: isoOf(stream.sessionStartedAt),
  sessionEndedAt: isoOf(stream.sessionEndedAt),
  playbackPath: `${streamPath(stream)}master.m3u8`,
  thumbnailUrl: stream.sessionId === null ? null : streamThumbnailPath(stream, signing),
  createdAt: stream.createdAt.toISOString(),
});

const renditionsOf = (liveStream: LiveStream) =>
  settingsOf(liveStream).renditions.map((rendition) => ({ ...rendition }));

/** What the owner sees beside it. */
const studioOf = (stream: Stream, liveStream: LiveStream, streamsNamespace: string) => ({
  generation: liveStream.metadata.generation,
  isManagedHere: stream.namespace === streamsNamespace,
  conditions: stream.conditions.map(({ type, status, reason, message, lastTransitionTime }) => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime,
  })),
  settings: { ...settingsOf(liveStream), renditions: renditionsOf(liveStream) },
});

/** `liveStream` where the caller may see the settings, and Kubernetes answered. */
export const streamDetail = (
  stream: Stream,
  liveStream: LiveStream | undefined,
  { signing, streamsNamespace }: { readonly signing: Signing; readonly streamsNamespace: string },
) => ({
  ...streamSummary(stream, signing),
  studio: liveStream ? studioOf(stream, liveStream, streamsNamespace) : null,
});
