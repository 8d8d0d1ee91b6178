import type { StreamName } from '../../../streams/api/get-stream-by-name.ts';

/** Pure: where a stream is played from. The address of its page says it, so that nobody has to be asked. */
export const masterPlaylistPath = ({ namespace, name }: StreamName): string =>
  `/live-streams/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}/master.m3u8`;
