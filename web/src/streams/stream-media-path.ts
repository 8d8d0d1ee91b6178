import type { StreamName } from './api/get-stream-by-name.ts';

/** Pure: where a file of a stream is. The address of its page says it, so that nobody has to be asked. */
export const streamMediaPath = ({ namespace, name }: StreamName, file: 'master.m3u8' | 'thumbnail.jpg'): string =>
  `/live-streams/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}/${file}`;
