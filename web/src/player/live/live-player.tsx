/** The player of a live stream with everything around its picture. Needs nothing but the address of the master playlist. */
import { type ReactElement, useState } from 'react';
import type { PlayerState } from '../core/player-state.ts';
import { usePlayer, usePlayerState } from './use-player.ts';
import { pageState } from './view-state.ts';

export interface LivePlayerProps {
  /** Of the master playlist. */
  readonly url: string;
  /** Names the player for those who listen. */
  readonly title: string;
  /** Shown beside the position. */
  readonly viewers?: number;
  /** Shown before the first picture. */
  readonly poster?: string;
  /** Begins muted, with the few controls of a preview. */
  readonly isPreview?: boolean;
  readonly onState?: (state: PlayerState) => void;
  /** Another value asks at once for what was refused, as after a new grant. */
  readonly reloadKey?: string | number;
}

export const LivePlayer = ({ url, title }: LivePlayerProps): ReactElement => {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const state = usePlayerState(usePlayer(video, { url }));
  return (
    <section data-player="" data-state={pageState(state)} data-phase={state.phase} aria-label={`Player: ${title}`}>
      <div className="aspect-video w-full bg-black">
        <video ref={setVideo} playsInline muted className="size-full" aria-label="Live picture" />
      </div>
    </section>
  );
};
