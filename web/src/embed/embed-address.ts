/** The address of an embedded player: `/embed/<namespace>/<stream>?autoplay=1&muted=1`. */
import type { StreamName } from '../streams/api/get-stream-by-name.ts';

export interface EmbedAddress extends StreamName {
  /** The picture comes without a click. */
  readonly isAutoplay: boolean;
  readonly isMuted: boolean;
}

const isOn = (parameter: string | null): boolean => parameter === '1' || parameter === 'true';

/** Pure. Undefined for what is no such address; nginx answers none of these with the player. */
export const parseEmbedAddress = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>): EmbedAddress | undefined => {
  const [, namespace, name] = /^\/embed\/([a-z0-9-]+)\/([a-z0-9-]+)\/?$/.exec(pathname) ?? [];
  if (namespace === undefined || name === undefined) return undefined;
  const parameters = new URLSearchParams(search);
  return { namespace, name, isAutoplay: isOn(parameters.get('autoplay')), isMuted: isOn(parameters.get('muted')) };
};
