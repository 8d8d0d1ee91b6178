/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const NotFoundPage = (): ReactElement => <h1>NotFound</h1>;
