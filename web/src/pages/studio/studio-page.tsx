/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const StudioPage = (): ReactElement => <h1>Studio</h1>;
