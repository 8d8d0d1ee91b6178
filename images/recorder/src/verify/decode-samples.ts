/** Decodes pieces of a finished video, picture and sound, and says where a decoder complains. */
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

/** Where the media itself is damaged; players show what is around it. */
export interface DecoderComplaint {
  /** Where the piece begins. */
  readonly startSeconds: number;
  /** The decoder's words. */
  readonly detail: string;
}

const complaintOf = async (
  path: string,
  startSeconds: number,
  seconds: number,
  signal: AbortSignal,
): Promise<readonly DecoderComplaint[]> => {
  try {
    await runTool('ffmpeg', decodeArguments(path, startSeconds, seconds), { signal });
    return [];
  } catch (error) {
    if (error instanceof ToolError && error.exitCode !== undefined) return [{ startSeconds, detail: error.message }];
    throw error;
  }
};

/** What the decoder complains of first in each piece. Throws `ToolError` when it cannot run, and the signal's reason. */
export const decodeSamples = async (
  path: string,
  durationSeconds: number,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<readonly DecoderComplaint[]> => {
  const starts = pieceStarts(durationSeconds);
  const seconds = starts.length === 1 ? durationSeconds : pieceSeconds;
  const complaints: DecoderComplaint[] = [];
  for (const [index, start] of starts.entries()) {
    complaints.push(...(await complaintOf(path, start, seconds, signal)));
    onProgress(index + 1, starts.length);
  }
  return complaints;
};
