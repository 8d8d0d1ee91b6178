/** One picture of a storyboard. */
import type { ReactElement } from 'react';
import type { StoryboardTile as Tile } from '../model/storyboard.ts';

export interface StoryboardTileProps {
  readonly tile: Tile;
}

/** Its place in the large picture is the cue's: no class can say it. */
export const StoryboardTile = ({ tile }: StoryboardTileProps): ReactElement => (
  <div
    className="player-storyboard-tile"
    style={{
      width: tile.width,
      height: tile.height,
      backgroundImage: `url(${JSON.stringify(tile.imageUrl)})`,
      backgroundPosition: `-${tile.x}px -${tile.y}px`,
    }}
  />
);
