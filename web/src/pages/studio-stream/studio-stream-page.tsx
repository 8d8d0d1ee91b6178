/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const StudioStreamPage = (): ReactElement => <h1>StudioStream</h1>;
