/**
 * The flows, kept outside the process: a gateway that crashed goes on with them, and neither the encoders nor the pods notice
 * more than a moment's loss.
 */
import { isIP } from 'node:net';
import { KeptFile } from '@kubecast/media/kept-file';
import type { Logger } from '@kubecast/media/logger';
import { z } from 'zod';
import type { FlowRecord } from './flow.ts';

/** What a crash may cost: flows that came since, whose encoders then connect again. */
const pauseMs = 200;

const port = z.int().min(1).max(65_535);
const socketId = z.int().min(0).max(0xffff_ffff);
const address = z.string().refine((text) => isIP(text) !== 0);

/** A row a flow, without names: it lies in memory, old and new version at once. */
const schema = z.array(
  z.tuple([
    /** The stream. */
    z.string().min(1),
    /** The caller: address, port, socket. */
    address,
    port,
    socketId,
    /** The pod: uid, host, port, socket. */
    z.string(),
    address,
    port,
    socketId,
    /** Of the socket towards the pod. */
    port,
  ]),
);

type Row = z.output<typeof schema>[number];

const rowOf = ({ stream, caller, callerSocketId, pod, podSocketId, upstreamPort }: FlowRecord): Row => [
  ...([stream, caller.address, caller.port, callerSocketId] as const),
  ...([pod.uid, pod.host, pod.port, podSocketId, upstreamPort] as const),
];

const recordOf = (row: Row): FlowRecord => {
  const [stream, callerAddress, callerPort, callerSocketId, uid, host, podPort, podSocketId, upstreamPort] = row;
  const [caller, pod] = [
    { address: callerAddress, port: callerPort },
    { uid, host, port: podPort },
  ];
  return { stream, caller, callerSocketId, pod, podSocketId, upstreamPort };
};

export class KeptFlows {
  readonly #file: KeptFile<typeof schema>;

  constructor(directory: string, logger: Logger) {
    this.#file = new KeptFile({ directory, name: 'flows.json', schema, version: 2, pauseMs, logger });
  }

  /** Of a former process; none when nothing was kept. */
  async load(): Promise<readonly FlowRecord[]> {
    return ((await this.#file.load()) ?? []).map(recordOf);
  }

  /** Keeps what `read` gives before long. */
  save(read: () => readonly FlowRecord[]): void {
    this.#file.save(() => read().map(rowOf));
  }

  /** Resolves when everything is written. Never rejects. */
  settled(): Promise<void> {
    return this.#file.settled();
  }
}
