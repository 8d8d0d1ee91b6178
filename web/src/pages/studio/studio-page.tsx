/** A streamer's own streams. */
import type { ReactElement } from 'react';
import { RequireLogin } from '../../app/require-login.tsx';
import { OwnStreams } from './components/own-streams.tsx';

export const StudioPage = (): ReactElement => <RequireLogin>{() => <OwnStreams />}</RequireLogin>;
