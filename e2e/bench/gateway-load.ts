/** Load for the gateway's bench: senders and receivers in processes of their own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the receivers saw since they were told to measure. */
export interface SinkReport {
  /** Packets of media. */
  readonly received: number;
  /** Streams that something came of. */
  readonly streams: number;
  /** Packets of media that were sent between the first and the last and did not come; of these streams. */
  readonly lost: number;
  /** Acknowledgements that went to the sender and were answered. */
  readonly acknowledged: number;
  /** From sender to receiver. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const start = (name: string, words: readonly string[]): ChildProcess =>
  fork(join(import.meta.dirname, name), words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** The next message; an error when the process ends instead. */
const hear = async (child: ChildProcess): Promise<unknown> => {
  const over = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the bench ended with ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), over]);
  return message;
};

const end = async (child: ChildProcess): Promise<void> => {
  const over = once(child, 'exit');
  child.disconnect();
  await over;
};

/** The pods' side. */
export class Sink {
  readonly ports: readonly number[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ports: readonly number[]) {
    this.#child = child;
    this.ports = ports;
  }

  static async start(streams: number): Promise<Sink> {
    const child = start('gateway-sink.ts', [String(streams)]);
    // Our own process: it says what its source file says.
    return new Sink(child, (await hear(child)) as readonly number[]);
  }

  /** Counts from now on. */
  measure(): void {
    this.#child.send('measure');
  }

  async report(): Promise<SinkReport> {
    this.#child.send('report');
    return (await hear(this.#child)) as SinkReport;
  }

  end(): Promise<void> {
    return end(this.#child);
  }
}

/** The encoders' side. */
export class Source {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts the encoders, one a port; they send when this resolves. */
  static async start(ports: readonly number[]): Promise<Source> {
    const child = start(
      'gateway-source.ts',
      ports.map((port, index) => `camera-${index}=${port}`),
    );
    await hear(child);
    return new Source(child);
  }

  /** Packets of media so far, of all streams. */
  async sent(): Promise<number> {
    this.#child.send('sent');
    return (await hear(this.#child)) as number;
  }

  end(): Promise<void> {
    return end(this.#child);
  }
}
