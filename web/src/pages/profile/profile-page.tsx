/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const ProfilePage = (): ReactElement => <h1>Profile</h1>;
