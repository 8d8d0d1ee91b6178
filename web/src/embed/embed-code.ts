/** What one copies into a page of one's own to show a stream there. */

export interface EmbeddedStream {
  /** Of this site, as in `https://tv.example.org`. */
  readonly origin: string;
  readonly namespace: string;
  readonly stream: string;
  /** Names the frame for those who listen. */
  readonly title: string;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** Pure: the HTML of a frame with the player, as wide as its place. */
export const embedCode = ({ origin, namespace, stream, title }: EmbeddedStream): string => {
  const path = `/embed/${encodeURIComponent(namespace)}/${encodeURIComponent(stream)}`;
  return [
    `<iframe src="${escapeAttribute(origin + path)}" title="${escapeAttribute(title)}"`,
    '  allow="autoplay; fullscreen; picture-in-picture" loading="lazy"',
    '  style="width: 100%; aspect-ratio: 16 / 9; border: 0"></iframe>',
  ].join('\n');
};
