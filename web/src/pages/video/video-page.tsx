/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const VideoPage = (): ReactElement => <h1>Video</h1>;
