/**
 * What a recorder takes for an hour of 1080p30: time, CPU, memory and room in its work directory, as a process over a real S3
 * server on this host, in turns with the plainest that joins the same segments: an ffmpeg with `-f concat -c copy -movflags
 * +faststart` over files. That one fetches nothing, checks nothing, draws no pictures and stores nothing. Other lengths and
 * numbers of pairs may be asked for: `remux.ts 5 3` (minutes, pairs). An hour needs some 12 GB of /tmp until it is over.
 */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import { type Figure, printFigures } from './figures.ts';
import { MadeHour, recordingsBucket, stream } from './made-hour.ts';
import { measureProcess, type ProcessCost } from './measure-process.ts';
import { readPhases } from './recorder-phases.ts';

const recorderProgram = fileURLToPath(import.meta.resolve('@kubecast/recorder/src/testing/recorder-process.ts'));
const mebibyte = 1024 ** 2;

interface RecorderRun extends ProcessCost {
  readonly phases: ReturnType<typeof readPhases>;
}

interface Pairs {
  readonly recorders: readonly RecorderRun[];
  readonly plain: readonly ProcessCost[];
}

/** What the operator gives a Job for so much media. */
const workLimitFor = (sizeBytes: number): number =>
  Math.ceil((sizeBytes * 1.1 + 256 * mebibyte) / (64 * mebibyte)) * 64 * mebibyte;

/** Works in an empty directory that is gone afterwards. */
const inDirectory = async <T>(directory: string, work: () => Promise<T>): Promise<T> => {
  await mkdir(directory);
  return work().finally(() => rm(directory, { recursive: true }));
};

const configFor = ({ server, session, sizeBytes }: MadeHour, recording: string): RecorderConfig => ({
  ...stream,
  session: session.session,
  recording,
  objectStore: server.location,
  recordingsBucket,
  workLimitBytes: workLimitFor(sizeBytes),
});

const writeSecrets = async ({ server }: MadeHour, directory: string): Promise<void> => {
  const { accessKeyId, secretAccessKey } = await server.credentials();
  const secrets = { accessKeyId, secretAccessKey, sessionToken: '', progressToken: 'unused' };
  await mkdir(directory);
  await Promise.all(Object.entries(secrets).map(([name, text]) => writeFile(join(directory, name), text)));
};

const runRecorder = async (hour: MadeHour, run: number): Promise<RecorderRun> => {
  const home = join(hour.directory, `recorder-${run}`);
  const [work, secrets, terminationLog] = ['work', 'secrets', 'log'].map((name) => join(home, name));
  const config = configFor(hour, `bench-${run}`);
  const options = { config, directories: { work, secrets }, terminationLog, port: 0 };
  const lines: string[] = [];
  const cost = await inDirectory(home, async () => {
    await writeSecrets(hour, join(home, 'secrets'));
    return measureProcess({
      command: process.execPath,
      words: [recorderProgram, JSON.stringify(options)],
      directory: join(home, 'work'),
      onLine: (line) => lines.push(line),
    });
  });
  await hour.forgetRecordings();
  return { ...cost, phases: readPhases(lines) };
};

/** A file that lacks media is no comparison: throws. */
const checkSize = async (path: string, { sizeBytes }: MadeHour): Promise<void> => {
  const { size } = await stat(path);
  if (size < 0.95 * sizeBytes) throw new Error(`ffmpeg wrote ${size} of ${sizeBytes} bytes: the baseline is not whole`);
};

const runPlain = (hour: MadeHour, list: string): Promise<ProcessCost> => {
  const directory = join(hour.directory, 'plain');
  const output = join(directory, 'video.mp4');
  return inDirectory(directory, async () => {
    const input = ['-hide_banner', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i', list];
    const words = [...input, '-map', '0', '-c', 'copy', '-movflags', '+faststart', output];
    const cost = await measureProcess({ command: 'ffmpeg', words, directory });
    await checkSize(output, hour);
    return cost;
  });
};

const measurePairs = async (hour: MadeHour, pairs: number): Promise<Pairs> => {
  const list = await hour.writeSegments();
  const [recorders, plain]: [RecorderRun[], ProcessCost[]] = [[], []];
  for (let run = 0; run < pairs; run += 1) {
    recorders.push(await runRecorder(hour, run));
    plain.push(await runPlain(hour, list));
  }
  return { recorders, plain };
};

const phaseSeconds = ({ phases }: RecorderRun, phase: 'assembling' | 'picturing' | 'verifying' | 'uploading'): number =>
  phases.get(phase) ?? Number.NaN;

const timeFigures = ({ recorders, plain }: Pairs, mediaSeconds: number): readonly Figure[] => {
  const baseline = { name: 'plain ffmpeg concat', values: plain.map(({ seconds }) => seconds) };
  const assembling = recorders.map((run) => phaseSeconds(run, 'assembling'));
  const whole = recorders.map(({ seconds }) => seconds);
  const speed = (seconds: readonly number[]) => seconds.map((each) => mediaSeconds / each);
  return [
    { what: 'assembling', unit: 's', values: assembling, baseline },
    { what: 'whole run', unit: 's', values: whole, baseline },
    ...(['picturing', 'verifying', 'uploading'] as const).map((phase) => ({
      ...{ what: phase, unit: 's', values: recorders.map((run) => phaseSeconds(run, phase)) },
    })),
    { what: 'assembling', unit: '× real time', better: 'higher', values: speed(assembling) },
    { what: 'whole run', unit: '× real time', better: 'higher', values: speed(whole) },
    { what: 'plain ffmpeg concat', unit: '× real time', better: 'higher', values: speed(baseline.values) },
  ];
};

const costFigures = ({ recorders, plain }: Pairs, sizeBytes: number): readonly Figure[] => {
  const compared = (what: string, unit: string, value: (cost: ProcessCost) => number): Figure => ({
    ...{ what, unit, values: recorders.map(value) },
    baseline: { name: 'plain ffmpeg concat', values: plain.map(value) },
  });
  return [
    compared('CPU of the whole run', 's', ({ processorSeconds }) => processorSeconds),
    compared('memory at its largest', 'MiB', ({ peakMemoryBytes }) => peakMemoryBytes / mebibyte),
    {
      ...compared('work directory at its largest', 'MiB', ({ peakDiskBytes }) => peakDiskBytes / mebibyte),
      goal: workLimitFor(sizeBytes) / mebibyte,
    },
  ];
};

/** Measures recorder and plain ffmpeg in turns. */
export const measureRemux = async (minutes = 60, pairs = 3): Promise<readonly Figure[]> => {
  const hour = await MadeHour.make(minutes * 60);
  try {
    const measured = await measurePairs(hour, pairs);
    const figures = [...timeFigures(measured, hour.mediaSeconds), ...costFigures(measured, hour.sizeBytes)];
    const subject = `remux of ${minutes} min, ${Math.round(hour.sizeBytes / mebibyte)} MiB`;
    return figures.map((figure) => ({ ...figure, what: `${subject}: ${figure.what}` }));
  } finally {
    await hour.close();
  }
};

if (import.meta.main) {
  const [minutes, pairs] = process.argv.slice(2).map(Number);
  printFigures(await measureRemux(minutes, pairs));
}
