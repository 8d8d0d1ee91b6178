import { sessionIdPattern } from '@kubecast/media/keys';

/** The session of a media playlist's newest URI, `../<session>/<quality>/<file>`; undefined for any other playlist. */
export const announcedSession = (playlist: Buffer): string | undefined => {
  const at = playlist.lastIndexOf('../');
  if (at < 0) return undefined;
  const [session = ''] = playlist.toString('utf8', at + '../'.length, at + 64).split('/');
  return sessionIdPattern.test(session) ? session : undefined;
};
