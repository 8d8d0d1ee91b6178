/** The gateway as a process of its own on the loopback network, with streams that are told to it instead of found. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { freePort } from './listener.ts';

const program = join(import.meta.dirname, '../../src/testing/run-static-gateway.ts');

/** A stream id and the UDP port where its pod listens, on this host. */
export type StaticStreams = Readonly<Record<string, number>>;

export class StaticGateway {
  readonly port: number;
  readonly #streams: StaticStreams;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #directory: string;
  #child: ChildProcess;
  #words = '';

  private constructor(port: number, directory: string, streams: StaticStreams, environment: Record<string, string>) {
    this.port = port;
    this.#directory = directory;
    this.#streams = streams;
    this.#environment = environment;
    this.#child = this.#spawn();
  }

  /** Whoever starts one ends it with `stop`. `environment` is the gateway's own configuration. */
  static async start(streams: StaticStreams, environment: Record<string, string> = {}): Promise<StaticGateway> {
    const directory = await mkdtemp(join(tmpdir(), 'kubecast-gateway-'));
    const gateway = new StaticGateway(await freePort(), directory, streams, environment);
    await gateway.#waitUntilReady().catch(async (error) => {
      await gateway.stop();
      throw error;
    });
    return gateway;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** As when its container is killed: without a word. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#over();
  }

  /** As when its pod is told to go. Gives the exit code. */
  async terminate(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await this.#over();
    return this.#child.exitCode;
  }

  /** The same again, with what the one before has kept. */
  async restart(): Promise<void> {
    this.#words = '';
    this.#child = this.#spawn();
    await this.#waitUntilReady();
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Resident memory. */
  async memoryMib(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
  }

  /** How many files and sockets it has open: each flow and each handshake under way has one. */
  async openSockets(): Promise<number> {
    return (await readdir(`/proc/${this.pid}/fd`)).length;
  }

  /** Its log so far. */
  get words(): string {
    return this.#words;
  }

  #spawn(): ChildProcess {
    const streams = Object.entries(this.#streams).map(([id, port]) => `${id}=127.0.0.1:${port}`);
    const child = spawn(process.execPath, [program, String(this.port), ...streams], {
      env: { ...process.env, LOG_LEVEL: 'warn', KUBECAST_FLOWS_DIRECTORY: this.#directory, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (text: string): void => {
      this.#words = (this.#words + text).slice(-20_000);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    return child;
  }

  async #waitUntilReady(): Promise<void> {
    await waitFor('the gateway is ready', () => this.#words.includes('ready udp=')).catch((error) => {
      throw new Error(`The gateway did not start: ${this.#words}`, { cause: error });
    });
  }

  async #over(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
