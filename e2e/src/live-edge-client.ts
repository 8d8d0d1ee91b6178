/** A stream's playlists and media as any client gets them: through nginx and the edge. */
import { webUrl } from './browser.ts';
import { type MediaPlaylist, parseMediaPlaylist, parseMultivariantPlaylist, type Variant } from './hls-playlist.ts';

/** An answer that is none of what was asked for. */
export class UnexpectedAnswerError extends Error {
  readonly status: number;

  constructor(url: string, status: number) {
    super(`GET ${url} answered ${status}`);
    this.status = status;
  }
}

/** See the file header. */
export class LiveEdgeClient {
  /** `http://…/live-streams/<namespace>/<stream>/`. */
  readonly base: string;

  constructor(namespace: string, stream: string, origin: string = webUrl) {
    this.base = `${origin}/live-streams/${namespace}/${stream}/`;
  }

  /** Relative to the stream: `360p/playlist.m3u8`. */
  url(path: string): string {
    return new URL(path, this.base).href;
  }

  /** What a URI in a rendition's playlist names. */
  segmentUrl(rendition: string, uri: string): string {
    return new URL(uri, this.url(`${rendition}/playlist.m3u8`)).href;
  }

  async status(path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<number> {
    const response = await fetch(this.url(path), { method });
    await response.body?.cancel();
    return response.status;
  }

  /** @throws UnexpectedAnswerError for any status but 200 */
  async bytes(url: string): Promise<Buffer> {
    const response = await fetch(url);
    if (response.status !== 200) throw new UnexpectedAnswerError(url, response.status);
    return Buffer.from(await response.arrayBuffer());
  }

  /** @throws UnexpectedAnswerError */
  async variants(): Promise<readonly Variant[]> {
    return parseMultivariantPlaylist((await this.bytes(this.url('master.m3u8'))).toString('utf8'));
  }

  /** @throws UnexpectedAnswerError */
  async playlist(rendition: string): Promise<MediaPlaylist> {
    return parseMediaPlaylist((await this.bytes(this.url(`${rendition}/playlist.m3u8`))).toString('utf8'));
  }
}
