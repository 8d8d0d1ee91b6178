/**
 * One flow at work: packets from its caller go to its pod and back, untouched. Nothing is looked at but the header, to see who
 * says goodbye.
 */
import type { FlowEnd, FlowRecord } from '../flows/flow.ts';
import type { Traffic } from '../gateway-metrics.ts';
import { buildShutdown, hasHeader, isShutdown } from '../srt/packet.ts';
import { isUnreachable } from './is-unreachable.ts';
import type { PublicSockets } from './public-sockets.ts';
import type { UpstreamSocket } from './upstream-socket.ts';

export interface RelayedFlowOptions {
  readonly record: FlowRecord;
  readonly upstream: Pick<UpstreamSocket, 'handle' | 'send' | 'close'>;
  readonly sockets: Pick<PublicSockets, 'turn' | 'send'>;
  readonly traffic: Traffic;
  /** In milliseconds. */
  readonly now: () => number;
  /** The pod's yes, for a caller that missed it. */
  readonly answer?: Buffer | undefined;
  /** A side said goodbye, or the pod's port is closed: whoever holds the flow ends it. */
  readonly onOver: (flow: RelayedFlow, reason: FlowEnd) => void;
  /** Every error of the socket towards the pod, also one that ends the flow. */
  readonly onUpstreamError: (error: Error) => void;
}

/** Who is told of the end; the side that ended it knows. */
const farewells: Readonly<Record<FlowEnd, { readonly caller: boolean; readonly pod: boolean }>> = {
  'caller-left': { caller: false, pod: false },
  'pod-left': { caller: false, pod: false },
  'pod-refused': { caller: true, pod: false },
  'pod-gone': { caller: true, pod: true },
  idle: { caller: true, pod: true },
  'taken-over': { caller: true, pod: true },
  draining: { caller: true, pod: true },
};

export class RelayedFlow {
  record: FlowRecord;
  readonly #options: RelayedFlowOptions;
  readonly #turn: number;
  /** When the caller was last heard, by `now`. */
  heardMs: number;

  constructor(options: RelayedFlowOptions) {
    const { record, upstream, sockets, now } = options;
    this.record = record;
    this.#options = options;
    this.#turn = sockets.turn();
    this.heardMs = now();
    upstream.handle({
      onPacket: (packet) => this.#toCaller(packet),
      onError: (error) => this.#hearError(error),
    });
  }

  /** A packet of the caller's. */
  toPod(packet: Buffer): void {
    const { upstream, traffic, now, onOver } = this.#options;
    this.heardMs = now();
    traffic.toPods.packets += 1;
    traffic.toPods.bytes += packet.length;
    upstream.send(packet);
    if (isShutdown(packet)) onOver(this, 'caller-left');
  }

  /** From now on the caller is at this port of its address. */
  moveTo(port: number): void {
    this.record = { ...this.record, caller: { ...this.record.caller, port } };
  }

  /** For a caller that repeats its conclusion. False: the answer is not known any more. */
  answerAgain(): boolean {
    if (this.#options.answer) this.#send(this.#options.answer);
    return this.#options.answer !== undefined;
  }

  /** Tells who does not know, and closes. A lost farewell costs 5 s: the caller, behind a real network, gets two. */
  close(reason: FlowEnd): void {
    const { upstream, record } = this.#options;
    const { caller, pod } = farewells[reason];
    if (pod) upstream.send(buildShutdown(record.podSocketId));
    for (let copies = caller ? 2 : 0; copies > 0; copies -= 1) this.#send(buildShutdown(record.callerSocketId));
    upstream.close();
  }

  #hearError(error: Error): void {
    this.#options.onUpstreamError(error);
    if (isUnreachable(error)) this.#options.onOver(this, 'pod-refused');
  }

  #toCaller(packet: Buffer): void {
    const { traffic, onOver } = this.#options;
    traffic.toCallers.packets += 1;
    traffic.toCallers.bytes += packet.length;
    this.#send(packet);
    if (hasHeader(packet) && isShutdown(packet)) onOver(this, 'pod-left');
  }

  #send(packet: Buffer): void {
    this.#options.sockets.send(packet, this.record.caller, this.#turn);
  }
}
