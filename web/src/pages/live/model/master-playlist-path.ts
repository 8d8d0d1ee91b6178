import type { StreamName } from '../../../streams/api/get-stream-by-name.ts';
import { streamMediaPath } from '../../../streams/stream-media-path.ts';

/** Pure: where a stream is played from. */
export const masterPlaylistPath = (name: StreamName): string => streamMediaPath(name, 'master.m3u8');
