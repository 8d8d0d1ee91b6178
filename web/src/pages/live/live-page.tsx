/** One live stream: its picture at once, from the address alone, and around it what the api knows. */
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { LiveStream } from './live-stream.tsx';

/** Another stream is another page: nothing of the one before stays. */
export const LivePage = (): ReactElement => {
  const { namespace = '', stream = '' } = useParams();
  return <LiveStream key={`${namespace}/${stream}`} namespace={namespace} name={stream} />;
};
