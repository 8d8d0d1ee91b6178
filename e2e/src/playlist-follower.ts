/** Reads a stream's playlists again and again, as players do, and keeps what the validator and the media say of them. */
import { setTimeout } from 'node:timers/promises';
import type { MediaPlaylist } from './hls-playlist.ts';
import type { LiveEdgeClient } from './live-edge-client.ts';
import { PlaylistHistory } from './playlist-history.ts';
import { checkAlignment, checkMediaPlaylist, checkNames, checkReload } from './playlist-validator.ts';

const reloadEveryMs = 700;

/** What one rendition has announced, and whether it was there. */
class RenditionFollower {
  readonly faults: string[] = [];
  readonly #client: LiveEdgeClient;
  readonly #rendition: string;
  readonly #seen = new Set<string>();
  readonly #history = new PlaylistHistory();
  #last: MediaPlaylist | undefined;

  constructor(client: LiveEdgeClient, rendition: string) {
    this.#client = client;
    this.#rendition = rendition;
  }

  get last(): MediaPlaylist | undefined {
    return this.#last;
  }

  async reload(): Promise<void> {
    const playlist = await this.#client.playlist(this.#rendition);
    const faults = [
      ...checkMediaPlaylist(playlist),
      ...checkNames(playlist),
      ...(this.#last ? checkReload(this.#last, playlist) : []),
      ...this.#history.takeSegments(playlist),
    ];
    this.faults.push(...faults.map((fault) => `${this.#rendition}: ${fault}`));
    this.#last = playlist;
    await this.#lookUpNew(playlist);
  }

  /** Nothing may be named that is not there. */
  async #lookUpNew({ segments }: MediaPlaylist): Promise<void> {
    const media = segments.filter(({ isGap }) => !isGap);
    const uris = media.flatMap(({ uri, mapUri }) => (mapUri === undefined ? [uri] : [mapUri, uri]));
    for (const uri of uris) {
      if (this.#seen.has(uri)) continue;
      this.#seen.add(uri);
      const response = await fetch(this.#client.segmentUrl(this.#rendition, uri), { method: 'HEAD' });
      if (response.status !== 200)
        this.faults.push(`${this.#rendition}: ${uri} is announced and answers ${response.status}`);
    }
  }
}

/** Follows the renditions until each has announced `segments` more; gives all faults, none when all is well. */
export const followPlaylists = async (
  client: LiveEdgeClient,
  renditions: readonly string[],
  segments: number,
): Promise<readonly string[]> => {
  const followers = renditions.map((rendition) => new RenditionFollower(client, rendition));
  const reload = () => Promise.all(followers.map((follower) => follower.reload()));
  const announced = () =>
    Math.min(...followers.map(({ last }) => (last?.mediaSequence ?? 0) + (last?.segments.length ?? 0)));
  await reload();
  for (const goal = announced() + segments; announced() < goal; await setTimeout(reloadEveryMs)) await reload();
  const [first, ...others] = followers.flatMap(({ last }) => last ?? []);
  const misaligned = first ? others.flatMap((other) => checkAlignment(first, other)) : [];
  return [...followers.flatMap(({ faults }) => faults), ...misaligned];
};
