/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const LoginPage = (): ReactElement => <h1>Login</h1>;
