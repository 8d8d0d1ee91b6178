/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const MyVideosPage = (): ReactElement => <h1>MyVideos</h1>;
