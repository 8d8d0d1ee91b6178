/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const HomePage = (): ReactElement => <h1>Home</h1>;
