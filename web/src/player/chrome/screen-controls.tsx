/** Captions, where there are any, a picture of its own, and the whole screen: each where the browser can do it. */
import type { ReactElement } from 'react';

export const ScreenControls = ({ isPreview = false }: { readonly isPreview?: boolean }): ReactElement => (
  <>
    {!isPreview && <media-captions-button notooltip data-hint="Captions (C)" />}
    {!isPreview && <media-pip-button notooltip data-hint="Picture in picture" />}
    <media-fullscreen-button notooltip data-hint="Full screen (F)" />
  </>
);
