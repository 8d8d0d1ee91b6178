/** Captions, where there are any, a picture of its own, and the whole screen: each where the browser can do it. */
import type { ReactElement } from 'react';

/** Media Chrome takes it for a button, which cannot be on or off. */
const beSwitch = (element: HTMLElement | null): void => element?.setAttribute('role', 'switch');

export const ScreenControls = ({ isPreview = false }: { readonly isPreview?: boolean }): ReactElement => (
  <>
    {!isPreview && <media-captions-button ref={beSwitch} notooltip data-hint="Captions (C)" />}
    {!isPreview && <media-pip-button notooltip data-hint="Picture in picture" />}
    <media-fullscreen-button notooltip data-hint="Full screen (F)" />
  </>
);
