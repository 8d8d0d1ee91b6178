/** Fetches the pictures of the seek bar, once the video plays; without them the bar is as good as it can be. */
import { useEffect, useState } from 'react';
import { parseStoryboard, type StoryboardTile } from '../model/storyboard.ts';

const readTiles = async (url: string, signal: AbortSignal): Promise<readonly StoryboardTile[]> => {
  const response = await fetch(url, { signal });
  return response.ok ? parseStoryboard(await response.text(), response.url) : [];
};

/** The picture is here before anybody points at the bar. */
const fetchPictures = (tiles: readonly StoryboardTile[]): void => {
  for (const url of new Set(tiles.map(({ imageUrl }) => imageUrl))) new Image().src = url;
};

const none: readonly StoryboardTile[] = [];

/** `url` is undefined while the viewer has better things to wait for. */
export const useStoryboard = (url: string | undefined): readonly StoryboardTile[] => {
  const [tiles, setTiles] = useState(none);
  useEffect(() => {
    if (url === undefined) return undefined;
    const life = new AbortController();
    readTiles(url, life.signal)
      .then((read) => {
        fetchPictures(read);
        setTiles(read);
      })
      .catch(() => undefined);
    return () => life.abort();
  }, [url]);
  return tiles;
};
