/** A real agent in this process for a test: own ports, own directories, a real S3 server behind, a real encoder in front. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLogger } from '@kubecast/media/logger';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type TranscoderState, transcoderStateSchema } from '@kubecast/media/state-feed';
import { freePort, type S3Server } from '@kubecast/media/testing/s3-server';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import { runAgent } from '../agent.ts';
import type { SessionState } from '../session/session-state.ts';
import type { ServiceEnd } from '../session-service.ts';
import { stateKeeper } from '../state/kept-state.ts';

export const passphrase = 'a-passphrase-for-tests';
export const originToken = 'origin-token';
export const stateToken = 'state-token';

export interface RunningAgent {
  /** Its origin, without a slash at the end: `…/live-streams/<namespace>/<stream>`. */
  readonly origin: string;
  readonly base: string;
  readonly ended: Promise<ServiceEnd>;
  readonly terminate: () => Promise<ServiceEnd>;
}

/** An agent that can be killed. */
export interface AgentProcess {
  readonly origin: string;
  readonly base: string;
  readonly pid: number;
  /** Resolves with its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** A signal to the agent and to its children: SIGSTOP freezes them. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGKILL to the agent and to its children, as when a container dies. */
  readonly kill: () => Promise<void>;
}

export interface AgentHome {
  readonly config: TranscoderConfig;
  readonly srtPort: number;
  /** Starts an agent over the same directories, as a restarted container; a new `podUid` is another pod. */
  readonly start: (podUid?: string) => RunningAgent;
  /** The same in a process of its own. */
  readonly startProcess: (podUid?: string) => AgentProcess;
  /** What an agent has left for its successor. */
  readonly keptState: () => SessionState | undefined;
  /** A pod that has nothing but the bucket. */
  readonly forget: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const freeUdpPort = async (): Promise<number> => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
};

const writeSecrets = async (directory: string, server: S3Server): Promise<void> => {
  const { accessKeyId, secretAccessKey } = await server.credentials();
  const secrets = {
    streamId: 'test',
    passphrase,
    originToken,
    stateToken,
    accessKeyId,
    secretAccessKey,
    sessionToken: '',
  };
  for (const [name, value] of Object.entries(secrets)) await writeFile(join(directory, name), value);
};

const configFor = (server: S3Server, changes: Partial<TranscoderConfig>): TranscoderConfig => ({
  namespace: 'live',
  stream: 'test',
  liveStreamUid: 'uid-1',
  srtLatencyMs: 120,
  renditions: [
    { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 96 },
    { name: '240p', height: 240, videoBitrateKbps: 300, audioBitrateKbps: 64 },
  ],
  preset: 'ultrafast',
  segmentSeconds: 1,
  partMs: 0,
  dvrWindowSeconds: 600,
  graceSeconds: 30,
  recording: true,
  objectStore: server.location,
  spoolLimitBytes: 200_000_000,
  ...changes,
});

const agentProgram = fileURLToPath(new URL('./agent-process.ts', import.meta.url));

/** A store that does not come back holds up no test. */
const drainTimeoutMs = 5_000;

/** Directories and ports for agents of one stream. */
export const agentHome = async (server: S3Server, changes: Partial<TranscoderConfig> = {}): Promise<AgentHome> => {
  const root = await mkdtemp(join(tmpdir(), 'agent-'));
  const directories = { secrets: join(root, 'secrets'), window: join(root, 'window'), spool: join(root, 'spool') };
  for (const directory of Object.values(directories)) await mkdir(directory);
  await writeSecrets(directories.secrets, server);
  const config = configFor(server, changes);
  const [srtPort, httpPort] = [await freeUdpPort(), await freePort()];
  const base = `http://127.0.0.1:${httpPort}`;
  const logger = createLogger('agent', process.env.LOG_LEVEL ?? 'fatal');
  const origin = `${base}/live-streams/${config.namespace}/${config.stream}`;
  const ports = { srt: srtPort, http: httpPort };
  const start = (podUid = 'pod-1'): RunningAgent => {
    const termination = new AbortController();
    const ended = runAgent({ config, podUid, directories, ports, logger, drainTimeoutMs }, termination.signal);
    const terminate = (): Promise<ServiceEnd> => {
      termination.abort();
      return ended;
    };
    return { origin, base, ended, terminate };
  };
  const startProcess = (podUid = 'pod-1'): AgentProcess => {
    const options = JSON.stringify({ config, podUid, directories, ports });
    const child = spawn(process.execPath, [agentProgram, options], { stdio: 'inherit', detached: true });
    const ended = once(child, 'close').then(() => child.exitCode);
    const { pid = 0 } = child;
    const signal = (name: NodeJS.Signals): void => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, name);
    };
    const kill = async (): Promise<void> => {
      signal('SIGKILL');
      await ended;
    };
    return { origin, base, pid, ended, signal, kill };
  };
  const forget = async (): Promise<void> => {
    for (const directory of [directories.window, directories.spool]) {
      await rm(directory, { recursive: true, force: true });
      await mkdir(directory);
    }
  };
  const keptState = () => stateKeeper(directories.window, config.liveStreamUid).read()?.state;
  const remove = () => rm(root, { recursive: true, force: true });
  return { config, srtPort, start, startProcess, keptState, forget, remove };
};

/** An encoder as OBS is with the guide's settings: 640x360, 30 frames a second, a keyframe a second, a tone. */
export const publish = (srtPort: number): ChildProcess =>
  spawn(
    'ffmpeg',
    [
      ...['-hide_banner', '-loglevel', 'error', '-re'],
      ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '30', '-b:v', '800k'],
      ...['-c:a', 'aac', '-b:a', '64k', '-f', 'mpegts'],
      `srt://127.0.0.1:${srtPort}?mode=caller&latency=120000&passphrase=${passphrase}`,
    ],
    { stdio: 'ignore' },
  );

/** Ends an encoder and waits until it is gone. */
export const stopPublishing = async (encoder: ChildProcess): Promise<void> => {
  if (encoder.exitCode !== null || encoder.signalCode !== null) return;
  const closed = once(encoder, 'close');
  encoder.kill('SIGTERM');
  await closed;
};

/** GETs from an agent with a token; undefined unless it is 200. */
export const fetchText = async (url: string, token = originToken): Promise<string | undefined> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  return response?.ok ? response.text() : undefined;
};

/** The first event of the state feed. */
export const readState = async (base: string): Promise<TranscoderState | undefined> => {
  const headers = { authorization: `Bearer ${stateToken}` };
  const response = await fetch(`${base}/state`, { headers }).catch(() => undefined);
  if (!response?.ok || !response.body) return undefined;
  let text = '';
  // Leaving the loop ends the request.
  for await (const chunk of response.body) {
    text += Buffer.from(chunk).toString('utf8');
    const data = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (data !== undefined) return transcoderStateSchema.parse(JSON.parse(data));
  }
  return undefined;
};

/** The packets of every stream that ffprobe finds behind a playlist, by stream index. Throws when it complains. */
export const probePackets = async (url: string, headers = ''): Promise<Map<string, number>> => {
  const options = ['-v', 'warning', ...(headers ? ['-headers', headers] : []), '-live_start_index', '0'];
  const show = ['-show_entries', 'packet=stream_index', '-of', 'csv=p=0', '-read_intervals', '%+1'];
  const { stdout, stderr } = await promisify(execFile)('ffprobe', [...options, ...show, url]);
  if (stderr !== '') throw new Error(`ffprobe ${url}: ${stderr}`);
  const packets = new Map<string, number>();
  for (const line of stdout.trim().split('\n')) packets.set(line, (packets.get(line) ?? 0) + 1);
  return packets;
};

/** The encoder among an agent's children. */
export const encoderPid = async (agentPid: number): Promise<number | undefined> => {
  for (const entry of await readdir('/proc')) {
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (Number(stat.split(') ')[1]?.split(' ')[1]) === agentPid && command.includes('libx264')) return Number(entry);
  }
  return undefined;
};

/** A bucket's objects by HTTP, for a client that cannot sign. */
export const serveBucket = async (store: ObjectStore): Promise<{ base: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    void store.read((request.url ?? '').slice(1)).then((body) => response.writeHead(body ? 200 : 404).end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Could not listen');
  return { base: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
};

/** Asks until there is an answer that is neither undefined nor false. Throws after `timeoutMs`, naming `what`. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await sleep(50);
  }
};
