/** What a player fetches first, read off the playlists as hls.js will read them. Pure; a wrong guess costs a request. */

const attribute = (line: string, name: string): string | undefined =>
  new RegExp(`[:,]${name}="?([^",]+)`).exec(line)?.[1];

const linesOf = (playlist: string): readonly string[] => playlist.split('\n').map((line) => line.trim());

interface Rung {
  readonly bandwidth: number;
  readonly uri: string;
}

const rungsOf = (master: string): readonly Rung[] => {
  const lines = linesOf(master);
  return lines.flatMap((line, index) =>
    line.startsWith('#EXT-X-STREAM-INF:')
      ? [{ bandwidth: Number(attribute(line, 'BANDWIDTH')), uri: lines[index + 1] ?? '' }]
      : [],
  );
};

/** The playlist of the best rung that such a line carries, else of the smallest; undefined where there is none. */
export const firstPlaylist = (master: string, bitsPerSecond: number): string | undefined => {
  const rungs = rungsOf(master).toSorted((a, b) => b.bandwidth - a.bandwidth);
  return (rungs.find(({ bandwidth }) => bandwidth <= bitsPerSecond) ?? rungs.at(-1))?.uri;
};

interface Segment {
  readonly uri: string;
  /** Its initialization segment. */
  readonly map: string | undefined;
  readonly seconds: number;
}

const segmentsOf = (playlist: string): readonly Segment[] => {
  const segments: Segment[] = [];
  let map: string | undefined;
  let seconds = 0;
  for (const line of linesOf(playlist)) {
    if (line.startsWith('#EXT-X-MAP:')) map = attribute(line, 'URI');
    else if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice('#EXTINF:'.length));
    else if (line !== '' && !line.startsWith('#')) segments.push({ uri: line, map, seconds });
  }
  return segments;
};

/** The segment so far from the end of a live playlist, after its initialization segment; nothing of one that has ended. */
export const firstFiles = (playlist: string, targetDurations: number): readonly string[] => {
  const target = Number(/^#EXT-X-TARGETDURATION:(\d+)/m.exec(playlist)?.[1]);
  const segments = segmentsOf(playlist);
  if (playlist.includes('#EXT-X-ENDLIST')) return [];
  let fromEndSeconds = 0;
  const isFarEnough = ({ seconds }: Segment): boolean => {
    fromEndSeconds += seconds;
    return fromEndSeconds >= target * targetDurations;
  };
  const first = segments.findLast(isFarEnough) ?? segments[0];
  return first ? [...(first.map === undefined ? [] : [first.map]), first.uri] : [];
};
