/** The page of its folder's name. */
import type { ReactElement } from 'react';

export const RegisterPage = (): ReactElement => <h1>Register</h1>;
