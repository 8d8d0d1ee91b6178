/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const LivePage = (): ReactElement => <h1>Live</h1>;
