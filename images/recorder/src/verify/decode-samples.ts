/** Decodes pieces of a finished video, picture and sound, and says whether a decoder complains. */
import { runTool, ToolError } from '../run-tool.ts';

const pieces = 5;
const pieceSeconds = 2;

/** Where the pieces begin, seconds: spread over the video, its start and its end among them. One of all for a short video. */
export const pieceStarts = (durationSeconds: number): readonly number[] => {
  if (durationSeconds <= pieces * pieceSeconds) return [0];
  const last = durationSeconds - pieceSeconds;
  return Array.from({ length: pieces }, (_, piece) => Math.floor((last * piece) / (pieces - 1)));
};

const decodeArguments = (path: string, start: number, seconds: number): readonly string[] => [
  '-nostdin',
  '-hide_banner',
  ...['-loglevel', 'error'],
  // The first complaint ends it.
  '-xerror',
  ...['-protocol_whitelist', 'file,pipe'],
  ...['-ss', String(start)],
  ...['-i', path],
  ...['-t', String(seconds)],
  ...['-f', 'null'],
  'pipe:1',
];

/** What the decoder complains of first; undefined when it does not. Throws the signal's reason. */
export const decodeSamples = async (
  path: string,
  durationSeconds: number,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<string | undefined> => {
  const starts = pieceStarts(durationSeconds);
  const seconds = starts.length === 1 ? durationSeconds : pieceSeconds;
  for (const [index, start] of starts.entries()) {
    try {
      await runTool('ffmpeg', decodeArguments(path, start, seconds), { signal });
    } catch (error) {
      if (error instanceof ToolError) return `it cannot be decoded at ${start} s (${error.message})`;
      throw error;
    }
    onProgress(index + 1, starts.length);
  }
  return undefined;
};
