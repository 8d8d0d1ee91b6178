/** One stream of a streamer's own. */
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { RequireLogin } from '../../app/require-login.tsx';
import { OwnStream } from './components/own-stream.tsx';

export const StudioStreamPage = (): ReactElement => {
  const { id = '' } = useParams();
  return <RequireLogin>{(me) => <OwnStream key={id} id={id} me={me} />}</RequireLogin>;
};
