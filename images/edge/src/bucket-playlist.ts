/**
 * The bucket's playlist, for a stream without a pod. Who wrote it may have been lost before the session's end: then it lacks
 * `EXT-X-ENDLIST`, and a successor may still continue the session. It is closed here once that is no longer possible, when
 * the stream is suspended or its grace is over since the last segment's end; until then players keep asking.
 */

/** Uploads come a little after the media they carry. */
const uploadSlackSeconds = 30;

/** When the last segment ended by PROGRAM-DATE-TIME, in Unix milliseconds; undefined where no time is given. */
export const playlistEndMs = (playlist: string): number | undefined => {
  let endMs: number | undefined;
  for (const line of playlist.split('\n')) {
    if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) endMs = Date.parse(line.slice(line.indexOf(':') + 1)) || endMs;
    else if (line.startsWith('#EXTINF:') && endMs !== undefined) {
      endMs += (Number.parseFloat(line.slice('#EXTINF:'.length)) || 0) * 1000;
    }
  }
  return endMs;
};

/** What decides whether a session can still go on. */
export interface PlaylistCircumstances {
  readonly isSuspended: boolean;
  readonly graceSeconds: number;
  readonly now: Date;
}

const isOver = (playlist: string, { isSuspended, graceSeconds, now }: PlaylistCircumstances): boolean => {
  if (isSuspended) return true;
  const endMs = playlistEndMs(playlist);
  return endMs !== undefined && now.getTime() > endMs + (graceSeconds + uploadSlackSeconds) * 1000;
};

/** Adds `EXT-X-ENDLIST` to a media playlist whose session is over. A master playlist stays as it is. */
export const closeBucketPlaylist = (playlist: string, circumstances: PlaylistCircumstances): string => {
  const isMedia = playlist.includes('#EXT-X-TARGETDURATION');
  if (!isMedia || playlist.includes('#EXT-X-ENDLIST') || !isOver(playlist, circumstances)) return playlist;
  return `${playlist.trimEnd()}\n#EXT-X-ENDLIST\n`;
};
