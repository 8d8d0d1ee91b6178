/** The command behind `make publish`: an encoder for a LiveStream. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type PublishSource, publishOnce, type SrtTarget, testPicture } from './srt-publisher.ts';
import { readStreamTarget } from './stream-credentials.ts';
import { framesPerSecond } from './test-picture.ts';

const help = `publish: send a test picture or a file to a LiveStream over SRT, with the stream's own credentials

  --stream NAME          the LiveStream
  --namespace NAME       its namespace                           (live)
  --source FILE          send this file, over and over, instead of the test picture
  --host HOST            address to publish to                   (as the stream's status says:
  --port PORT            UDP port                                 the gateway's, or the stream's own)
  --size WxH             of the test picture                     (1280x720)
  --fps RATE             30, 25, 30000/1001 …                    (30)
  --keyframes SECONDS    between keyframes                       (2)
  --b-frames N           between two reference frames            (0)
  --codec h264|hevc                                              (h264)
  --audio none|mono|stereo|5.1                                   (stereo)
  --bitrate KBPS         of the video                            (2500)
  --duration SECONDS     leave after so long                     (never)
  --reconnect            come back after a loss as OBS does: after 2 s, then 1.5 times as long each time

Ctrl-C leaves cleanly.`;

const optionsSchema = z.object({
  stream: z.string({ error: 'is missing: which LiveStream?' }).min(1, 'is missing: which LiveStream?'),
  namespace: z.string().default('live'),
  source: z.string().optional(),
  host: z.string().optional(),
  port: z.coerce.number().int().min(1).max(65_535).optional(),
  size: z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/, 'must look like 1280x720')
    .default('1280x720'),
  fps: z
    .string()
    .default('30')
    .refine((rate) => Boolean(framesPerSecond(rate))),
  keyframes: z.coerce.number().positive().default(2),
  'b-frames': z.coerce.number().int().min(0).max(16).default(0),
  codec: z.enum(['h264', 'hevc']).default('h264'),
  audio: z.enum(['none', 'mono', 'stereo', '5.1']).default('stereo'),
  bitrate: z.coerce.number().int().positive().default(2500),
  duration: z.coerce.number().positive().optional(),
  reconnect: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

const text = { type: 'string' } as const;

const readOptions = (): Options | undefined => {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      reconnect: { type: 'boolean' },
      ...{
        stream: text,
        namespace: text,
        source: text,
        host: text,
        port: text,
        size: text,
        fps: text,
        keyframes: text,
      },
      ...{ 'b-frames': text, codec: text, audio: text, bitrate: text, duration: text },
    },
  });
  if (values.help) return undefined;
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n'));
};

const sourceFor = (options: Options): PublishSource => {
  if (options.source !== undefined) return { kind: 'file', path: options.source };
  const [width = 1280, height = 720] = options.size.split('x').map(Number);
  return testPicture({
    width,
    height,
    frameRate: options.fps,
    keyframeSeconds: options.keyframes,
    bFrames: options['b-frames'],
    codec: options.codec,
    audio: options.audio,
    videoBitrateKbps: options.bitrate,
  });
};

const leaveSignal = (durationSeconds: number | undefined): AbortSignal => {
  const leaving = new AbortController();
  process.once('SIGINT', () => leaving.abort()).once('SIGTERM', () => leaving.abort());
  if (durationSeconds === undefined) return leaving.signal;
  return AbortSignal.any([leaving.signal, AbortSignal.timeout(durationSeconds * 1000)]);
};

const sayProgress = (startedAt: number) => {
  let lastBytes = 0;
  let lastAt = startedAt;
  return (sentBytes: number): void => {
    const now = performance.now();
    const kbps = Math.round(((sentBytes - lastBytes) * 8) / (now - lastAt));
    process.stdout.write(`\rPublishing for ${Math.round((now - startedAt) / 1000)} s, ${kbps} kbit/s   `);
    [lastBytes, lastAt] = [sentBytes, now];
  };
};

const waitMs = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });

/** Publishes once; gives what went wrong, or undefined after a clean leave. */
const publishUntilLost = async (target: SrtTarget, options: Options, signal: AbortSignal) => {
  const { connected, message } = await publishOnce(target, sourceFor(options), signal, sayProgress(performance.now()));
  if (signal.aborted) return undefined;
  const what = connected ? 'The connection was lost' : 'No connection: is the address right, and another encoder away?';
  return { connected, what, message };
};

/** `make` hands its variables on. */
const clusterWords = process.env.CLUSTER === 'existing' ? ' CLUSTER=existing' : '';

const leaveWords = ({ namespace, stream }: Options): string =>
  `\nLeft. Once the stream's reconnect.graceSeconds are over, the session ends and its video is made:
  kubectl get recordings --namespace ${namespace} --field-selector spec.source.liveStream=${stream}
  make download RECORDING=<name> NAMESPACE=${namespace}${clusterWords}`;

const firstPauseMs = 2_000;

const publish = async (options: Options): Promise<void> => {
  const found = await readStreamTarget(options.namespace, options.stream);
  const target = { ...found, host: options.host ?? found.host, port: options.port ?? found.port };
  const signal = leaveSignal(options.duration);
  console.log(`Publishing to srt://${target.host}:${target.port} as ${target.streamId}; Ctrl-C leaves`);
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs *= 1.5) {
    const loss = await publishUntilLost(target, options, signal);
    if (!loss) break;
    if (!options.reconnect) throw new Error(`${loss.what}\n${loss.message}`);
    if (loss.connected) pauseMs = firstPauseMs;
    console.log(`\n${loss.what}; trying again in ${pauseMs / 1000} s`);
    await waitMs(pauseMs, signal);
  }
  console.log(leaveWords(options));
};

try {
  const options = readOptions();
  if (options) await publish(options);
  else console.log(help);
} catch (error) {
  console.error(`publish: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
