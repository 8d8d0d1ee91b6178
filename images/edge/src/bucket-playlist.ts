/**
 * The bucket's playlist, for a stream of which no pod speaks. Who wrote it may have been lost before the session's end: then it
 * lacks `EXT-X-ENDLIST`, which is added here once `session-fates.ts` says that the session is over.
 */

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

/** The first media playlist that a master playlist names; undefined for none. */
export const firstVariantUri = (master: string): string | undefined =>
  master.split('\n').find((line) => line !== '' && !line.startsWith('#'));

/** True for a media playlist that says that nothing will be added. */
export const isClosed = (playlist: string | Buffer): boolean => playlist.includes('#EXT-X-ENDLIST');

/** Adds `EXT-X-ENDLIST` to a media playlist. A master playlist stays as it is. */
export const closePlaylist = (playlist: string): string => {
  const isMedia = playlist.includes('#EXT-X-TARGETDURATION');
  return !isMedia || isClosed(playlist) ? playlist : `${playlist.trimEnd()}\n#EXT-X-ENDLIST\n`;
};
