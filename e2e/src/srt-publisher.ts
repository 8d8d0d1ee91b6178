/**
 * An encoder as a streamer runs it: ffmpeg sends the test picture or a file over SRT. The passphrase goes to ffmpeg as an
 * option of its own, not in the URL, since ffmpeg prints its URLs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { defaultPicture, type PictureOptions, paceBarCode, pictureArguments } from './test-picture.ts';

/** Where to publish. `latencyMs` is SRT's receive latency that the sender asks for. */
export interface SrtTarget {
  readonly host: string;
  readonly port: number;
  readonly streamId: string;
  readonly passphrase: string;
  readonly latencyMs?: number;
  /** AES key length in bytes; 16 is SRT's default. */
  readonly keyLength?: 16 | 32;
}

export type PublishSource =
  | { readonly kind: 'picture'; readonly picture: PictureOptions }
  /** Over and over, unless it is to be sent once. */
  | { readonly kind: 'file'; readonly path: string; readonly once?: true };

export const testPicture = (picture: Partial<PictureOptions> = {}): PublishSource => ({
  kind: 'picture',
  picture: { ...defaultPicture, ...picture },
});

/** How one connection ended. `message` is ffmpeg's last words, without secrets. */
export interface PublishOutcome {
  readonly connected: boolean;
  readonly message: string;
}

const connectTimeoutMs = 3000;

const outputArguments = (target: SrtTarget): readonly string[] => {
  const microseconds = String((target.latencyMs ?? 120) * 1000);
  return [
    ...['-passphrase', target.passphrase, '-pbkeylen', String(target.keyLength ?? 16)],
    ...[
      '-latency',
      microseconds,
      '-connect_timeout',
      String(connectTimeoutMs),
      '-transtype',
      'live',
      '-pkt_size',
      '1316',
    ],
    ...['-f', 'mpegts', `srt://${target.host}:${target.port}?mode=caller&streamid=${target.streamId}`],
  ];
};

const fileArguments = ({ path, once }: Extract<PublishSource, { kind: 'file' }>): readonly string[] => [
  ...['-hide_banner', '-loglevel', 'error', '-re', '-stream_loop', once ? '0' : '-1', '-i', path],
  ...['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy'],
];

const inputArguments = (source: PublishSource): readonly string[] =>
  source.kind === 'file' ? fileArguments(source) : pictureArguments(source.picture).slice(0, -3);

/** What is not sent yet when ffmpeg leaves is lost; a file that is sent once is sent whole. */
const leaveArguments = (source: PublishSource): readonly string[] =>
  source.kind === 'file' && source.once ? ['-linger', '3'] : [];

const progressArguments = ['-nostats', '-stats_period', '1', '-progress', 'pipe:3'];

/**
 * Publishes until the encoder is turned away, the connection breaks, the file is over or its reader fails, or `signal` aborts,
 * which is a clean leave. `onProgress` gets the bytes sent so far, about each second, once connected.
 */
export const publishOnce = async (
  target: SrtTarget,
  source: PublishSource,
  signal: AbortSignal,
  onProgress: (sentBytes: number) => void = () => {},
): Promise<PublishOutcome> => {
  const words = [...inputArguments(source), ...leaveArguments(source), ...outputArguments(target)];
  const child = spawn('ffmpeg', [...progressArguments, ...words], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  const over = new AbortController();
  const leave = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  child.stdin?.on('error', () => over.abort());
  const lastWords = collectLastWords(child);
  const sent = watchProgress(child, onProgress);
  const pacing =
    source.kind === 'picture' && child.stdin ? paceBarCode(source.picture, child.stdin, over.signal) : undefined;
  await once(child, 'close');
  over.abort();
  signal.removeEventListener('abort', leave);
  await pacing;
  return { connected: sent() > 0, message: lastWords().replaceAll(target.passphrase, '***') };
};

const collectLastWords = (child: ChildProcess): (() => string) => {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-2000);
  });
  child.on('error', (error) => {
    text += error.message.includes('ENOENT') ? 'ffmpeg is not installed: apt-get install ffmpeg' : error.message;
  });
  return () => text.trim();
};

const watchProgress = (child: ChildProcess, onProgress: (bytes: number) => void): (() => number) => {
  let sent = 0;
  const progress = child.stdio[3];
  if (progress && 'setEncoding' in progress) {
    progress.setEncoding('utf8').on('data', (chunk: string) => {
      const bytes = Number(/total_size=(\d+)/.exec(chunk)?.[1] ?? 0);
      if (bytes <= sent) return;
      sent = bytes;
      onProgress(sent);
    });
  }
  return () => sent;
};
