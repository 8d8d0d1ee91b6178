/**
 * What the agent costs on top of ffmpeg: the same 1080p30 source into the same ladder, once by an agent with all that it does
 * (SRT, packaging, origin, uploads), once by a bare ffmpeg with the very arguments that the agent gave its own. Runs alternate.
 * CPU is counted as seconds of processor time a second of media, so that other load on the machine disturbs little. A machine
 * that is too busy for real time can be asked at half the speed: `agent-cpu.ts 0.5`; the agent then looks worse than it is,
 * since its timers run for twice as long.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Server } from '@kubecast/media/testing/s3-server';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { firstRungDescriptor } from '@kubecast/transcoder/src/encoder/build-arguments.ts';
import { agentHome, encoderPid, fetchText, passphrase } from '@kubecast/transcoder/src/testing/agent-harness.ts';
import { parseMediaPlaylist } from '../src/hls-playlist.ts';
import { type Figure, printFigures } from './figures.ts';

const runs = 3;
const mediaSeconds = 30;

/** `getconf CLK_TCK` of Linux on every architecture that Node runs on. */
const ticksPerSecond = 100;

const ladder = [
  { name: '1080p', height: 1080, videoBitrateKbps: 4500, audioBitrateKbps: 128 },
  { name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 },
  { name: '480p', height: 480, videoBitrateKbps: 1200, audioBitrateKbps: 128 },
  { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 128 },
];

interface AgentRun {
  /** Of the agent and all its children. */
  readonly cores: number;
  /** Of the agent's own process. */
  readonly ownCores: number;
  /** What it gave ffmpeg. */
  readonly encoderArguments: readonly string[];
  readonly encodedSeconds: number;
}

const finished = async (child: ChildProcess): Promise<void> => {
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${child.spawnargs.slice(0, 2).join(' ')} … ended with ${child.exitCode}`);
};

/** A moving picture and a tone. */
const makeSource = (file: string): Promise<void> =>
  finished(
    spawn('ffmpeg', [
      ...['-hide_banner', '-loglevel', 'error', '-y', '-t', String(mediaSeconds)],
      ...['-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-t', String(mediaSeconds)],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '60', '-b:v', '6000k'],
      ...['-maxrate', '6000k', '-bufsize', '6000k', '-c:a', 'aac', '-f', 'mpegts', file],
    ]),
  );

/** Where the source is, and how fast it is sent: 1 is real time. */
interface Input {
  readonly file: string;
  readonly speed: number;
}

/** Sends the source once. */
const sendSource = ({ file, speed }: Input, destination: string): ChildProcess => {
  const input = ['-readrate', String(speed), '-i', file];
  return spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...input, '-c', 'copy', '-f', 'mpegts', destination], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
};

/** Seconds of processor time: of the process itself, and of its children that have ended. */
const processorSeconds = async (pid: number) => {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ').map(Number) ?? [];
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return { own: (user + system) / ticksPerSecond, children: (childrenUser + childrenSystem) / ticksPerSecond };
};

/** Seconds of media that a playlist announces. */
const announcedSeconds = (playlist = ''): number =>
  parseMediaPlaylist(playlist).segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);

const runAgent = async (input: Input): Promise<AgentRun> => {
  const server = await startS3Server('minio');
  const home = await agentHome(server, { segmentSeconds: 2, preset: 'veryfast', partMs: 200, renditions: ladder });
  const agent = home.startProcess();
  try {
    await waitFor('the agent is ready', async () => (await fetch(`${agent.base}/readyz`)).ok);
    const before = await processorSeconds(agent.pid);
    const url = `srt://127.0.0.1:${home.srtPort}?mode=caller&latency=120000&passphrase=${passphrase}`;
    const sender = finished(sendSource(input, url));
    const encoder = await waitFor('the agent encodes', () => encoderPid(agent.pid));
    const command = (await readFile(`/proc/${encoder}/cmdline`, 'utf8')).split('\0');
    await sender;
    await waitFor('the encoder has ended', async () => (await encoderPid(agent.pid)) === undefined);
    const after = await processorSeconds(agent.pid);
    const encodedSeconds = announcedSeconds(await fetchText(`${agent.origin}/360p/playlist.m3u8`));
    const own = after.own - before.own;
    const children = after.children - before.children;
    const encoderArguments = command.slice(1, -1);
    return { cores: (own + children) / mediaSeconds, ownCores: own / mediaSeconds, encoderArguments, encodedSeconds };
  } finally {
    await agent.kill();
    await home.remove();
    await server.stop();
  }
};

/** Cores of an ffmpeg that is fed the same way and writes to nowhere. */
const runBare = async (input: Input, encoderArguments: readonly string[]): Promise<number> => {
  const sender = sendSource(input, 'pipe:1');
  const rungs = ladder.map((_, rung) => `${firstRungDescriptor + rung}>/dev/null`).join(' ');
  const script = `TIMEFORMAT="cpu %U %S"; time ffmpeg "$@" ${rungs}`;
  const child = spawn('bash', ['-c', script, 'bash', ...encoderArguments], { stdio: ['pipe', 'ignore', 'pipe'] });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words += chunk;
  });
  if (child.stdin) sender.stdout?.pipe(child.stdin);
  await finished(child);
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(words) ?? [];
  return (Number(user) + Number(system)) / mediaSeconds;
};

/** An agent that could not keep up has encoded less than the bare ffmpeg: no comparison. */
const isWhole = ({ encodedSeconds }: AgentRun): boolean => {
  if (encodedSeconds >= mediaSeconds - 1) return true;
  console.error(`Not counting a run: it encoded ${encodedSeconds} of ${mediaSeconds} s, the machine was too busy`);
  return false;
};

const measurePairs = async (input: Input): Promise<{ agents: readonly AgentRun[]; bare: readonly number[] }> => {
  const agents: AgentRun[] = [];
  const bare: number[] = [];
  for (let attempt = 0; attempt < 2 * runs && agents.length < runs; attempt += 1) {
    const agent = await runAgent(input);
    if (!isWhole(agent)) continue;
    agents.push(agent);
    bare.push(await runBare(input, agent.encoderArguments));
  }
  if (agents.length < runs) throw new Error('Too few runs were fast enough: try again on a quiet machine, or slower');
  return { agents, bare };
};

/** Measures agent and bare ffmpeg in turns. */
export const measureAgentCpu = async (speed = 1): Promise<readonly Figure[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-bench-'));
  const file = join(directory, 'source.ts');
  const { agents, bare } = await makeSource(file)
    .then(() => measurePairs({ file, speed }))
    .finally(() => rm(directory, { recursive: true, force: true }));
  const baseline = { name: 'bare ffmpeg', values: bare };
  const onTop = agents.map(({ cores }, run) => (cores / (bare[run] ?? Number.NaN) - 1) * 100);
  return [
    {
      what: `1080p30 ladder by an agent, ${availableParallelism()} cores`,
      unit: 'cores',
      values: agents.map(({ cores }) => cores),
      baseline,
    },
    { what: 'the agent’s own process', unit: 'cores', values: agents.map(({ ownCores }) => ownCores), baseline },
    { what: 'agent, SRT and probe on top of ffmpeg', unit: '%', goal: 5, values: onTop },
  ];
};

if (import.meta.main) printFigures(await measureAgentCpu(Number(process.argv[2] ?? 1)));
