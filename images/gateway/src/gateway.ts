/**
 * The gateway at work: flows and handshakes behind the public port. Everything here happens in one turn of the event loop, so
 * that a packet waits for nothing.
 */
import type { RemoteInfo } from 'node:dgram';
import type { Logger } from '@kubecast/media/logger';
import type { StreamDirectory } from './directory/stream-directory.ts';
import type { FlowEnd, FlowRecord } from './flows/flow.ts';
import { FlowTable } from './flows/flow-table.ts';
import type { GatewayMetrics } from './gateway-metrics.ts';
import { FrontDesk, type FrontDeskLimits } from './handshakes/front-desk.ts';
import type { CallAttempt } from './handshakes/pod-desk.ts';
import type { PodAnswer, PodLink } from './handshakes/pod-link.ts';
import type { PublicSockets } from './relay/public-sockets.ts';
import { RelayedFlow } from './relay/relayed-flow.ts';
import type { UpstreamSocket } from './relay/upstream-socket.ts';
import { buildShutdown, destinationOf, hasHeader } from './srt/packet.ts';

export interface GatewayLimits extends FrontDeskLimits {
  /** A flow whose caller says nothing for so long is ended. */
  readonly idleMs: number;
}

export interface GatewayOptions {
  readonly sockets: PublicSockets;
  readonly directory: StreamDirectory;
  readonly metrics: GatewayMetrics;
  readonly limits: GatewayLimits;
  readonly logger: Logger;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Called when a flow came, went or moved. */
  readonly onFlowChange: () => void;
}

/** A caller whose port has been silent for so long may go on from another. A live one's packets come far more often. */
const movingMs = 500;

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #flows = new FlowTable<RelayedFlow>();
  readonly #desk: FrontDesk;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#desk = new FrontDesk({
      ...options,
      flowCount: () => this.#flows.size,
      flowOf: (stream) => this.#flows.ofStream(stream),
      takeOver: (stream) => this.#endOf(stream, 'taken-over'),
      onAccepted: (attempt, link, answer) => this.#accept(attempt, link, answer),
    });
    options.directory.onChange(() => this.endWithoutPod());
  }

  get flows(): number {
    return this.#flows.size;
  }

  /** What has to be known to go on with the flows: a walk through all. */
  get records(): readonly FlowRecord[] {
    return this.#flows.list().map(({ record }) => record);
  }

  get attempts(): number {
    return this.#desk.attempts;
  }

  /** A packet from the public port. */
  readonly receive = (packet: Buffer, caller: RemoteInfo): void => {
    if (hasHeader(packet)) this.#dispatch(packet, caller);
    else this.#options.metrics.countDrop('malformed');
  };

  /** Goes on with a flow of before; its socket is bound to the port that the pod knows. */
  restore(record: FlowRecord, upstream: UpstreamSocket): void {
    this.#add(record, upstream);
  }

  /** Ends flows whose pod is not there any more. Call it once after restoring: the directory tells of changes only. */
  endWithoutPod(): void {
    const { directory } = this.#options;
    if (!directory.isUsable()) return;
    for (const flow of this.#flows.list()) if (!directory.hasPod(flow.record.pod)) this.#end(flow, 'pod-gone');
  }

  /** Call it every 50 ms. */
  tick(): void {
    this.#desk.tick();
  }

  /** Call it every second. */
  sweep(): void {
    const { now, limits } = this.#options;
    this.#desk.forgetQuiet();
    for (const flow of this.#flows.list()) if (now() - flow.heardMs > limits.idleMs) this.#end(flow, 'idle');
  }

  /** Says goodbye to everybody. */
  close(): void {
    this.#desk.close();
    for (const flow of this.#flows.list()) this.#end(flow, 'draining');
  }

  #dispatch(packet: Buffer, caller: RemoteInfo): void {
    const destination = destinationOf(packet);
    const flow = this.#flows.find(destination, caller) ?? this.#findMoved(destination, caller);
    if (flow) flow.toPod(packet);
    else if (destination === 0) this.#desk.receive(packet, caller);
    else this.#options.metrics.countDrop('unknown-flow');
  }

  #findMoved(destination: number, caller: RemoteInfo): RelayedFlow | undefined {
    const flow = this.#flows.findMoved(destination, caller);
    if (!flow || this.#options.now() - flow.heardMs < movingMs) return undefined;
    this.#options.logger.info(
      { stream: flow.record.stream, from: flow.record.caller, port: caller.port },
      'Following an encoder',
    );
    flow.moveTo(caller.port);
    this.#options.onFlowChange();
    return flow;
  }

  #accept({ caller, callerSocketId }: CallAttempt, link: PodLink, { podSocketId, packet }: PodAnswer): void {
    const upstream = link.release();
    if (!upstream) return;
    const { stream, pod } = link;
    const record = { stream, caller, callerSocketId, pod, podSocketId, upstreamPort: upstream.port };
    if (this.#add(record, upstream, packet)) this.#options.sockets.send(packet, caller);
  }

  #add(record: FlowRecord, upstream: UpstreamSocket, answer?: Buffer): boolean {
    const { sockets, metrics, now, logger } = this.#options;
    const { stream, pod, caller } = record;
    const onOver = (over: RelayedFlow, reason: FlowEnd): void => this.#end(over, reason);
    const onUpstreamError = (error: Error): void => {
      metrics.countUpstreamError();
      logger.debug({ err: error, stream }, 'Sending to a pod failed');
    };
    const ways = { upstream, sockets, traffic: metrics.traffic };
    const flow = new RelayedFlow({ record, ...ways, now, answer, onOver, onUpstreamError });
    if (!this.#flows.add(flow)) {
      // Another caller was a moment faster: this one asks again and is told so.
      upstream.send(buildShutdown(record.podSocketId));
      upstream.close();
      return false;
    }
    logger.info({ stream, podUid: pod.uid, caller, restored: answer === undefined }, 'Relaying an encoder');
    this.#options.onFlowChange();
    return true;
  }

  #end(flow: RelayedFlow, reason: FlowEnd): void {
    const { metrics, logger } = this.#options;
    if (!this.#flows.remove(flow)) return;
    flow.close(reason);
    metrics.countFlowEnd(reason);
    const { stream, caller } = flow.record;
    logger.info({ stream, caller, reason }, 'Leaving an encoder');
    this.#options.onFlowChange();
  }

  #endOf(stream: string, reason: FlowEnd): void {
    const flow = this.#flows.ofStream(stream);
    if (flow) this.#end(flow, reason);
  }
}
