/** One live stream: its picture, and what is known of it. */
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { LazyLivePlayer } from '../../player/live/lazy-live-player.tsx';

export const LivePage = (): ReactElement => {
  const { namespace = '', stream = '' } = useParams();
  const url = `/live-streams/${encodeURIComponent(namespace)}/${encodeURIComponent(stream)}/master.m3u8`;
  return (
    <>
      <title>{`${stream} · Kubecast`}</title>
      <LazyLivePlayer url={url} title={stream} />
      <h1>{stream}</h1>
    </>
  );
};
