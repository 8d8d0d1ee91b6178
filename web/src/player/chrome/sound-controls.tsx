/** Mute and volume; the slider gives way on narrow players and where only the machine's own buttons count. */
import type { ReactElement } from 'react';

export const SoundControls = ({ isMuted }: { readonly isMuted: boolean }): ReactElement => (
  <>
    <media-mute-button notooltip data-hint={isMuted ? 'Unmute (M)' : 'Mute (M)'} />
    <media-volume-range className="player-volume" />
  </>
);
