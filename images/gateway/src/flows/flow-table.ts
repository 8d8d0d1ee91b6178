/**
 * The flows, found by what a caller's packet says: the pod's socket id, then the address that it came from. Behind one
 * address many encoders may send, and pods may have chosen the same id.
 */
import type { CallerAddress } from '../srt/cookie-jar.ts';
import type { FlowRecord } from './flow.ts';

/** What the table needs of a flow. */
export interface TableFlow {
  readonly record: FlowRecord;
}

const isFrom = ({ record }: TableFlow, { address, port }: CallerAddress): boolean =>
  record.caller.port === port && record.caller.address === address;

export class FlowTable<Flow extends TableFlow> {
  /** Almost always one flow an id. */
  readonly #byPodSocket = new Map<number, Flow[]>();
  readonly #byStream = new Map<string, Flow>();

  get size(): number {
    return this.#byStream.size;
  }

  /** The flow of a packet that is for `podSocketId`. */
  find(podSocketId: number, caller: CallerAddress): Flow | undefined {
    const flows = this.#byPodSocket.get(podSocketId);
    if (!flows) return undefined;
    for (const flow of flows) if (isFrom(flow, caller)) return flow;
    return undefined;
  }

  /**
   * The flow of a caller whose packets come from another port of its address all of a sudden, as behind a NAT that forgot it. There
   * must be no doubt which flow that is. The caller has to know the pod's socket id: nobody is told but who was let in.
   */
  findMoved(podSocketId: number, caller: CallerAddress): Flow | undefined {
    const flows = this.#byPodSocket.get(podSocketId) ?? [];
    const [flow, ...others] = flows.filter(({ record }) => record.caller.address === caller.address);
    return others.length === 0 ? flow : undefined;
  }

  ofStream(stream: string): Flow | undefined {
    return this.#byStream.get(stream);
  }

  /** False, and nothing is changed, when the stream has a flow or the packets of two flows could not be told apart. */
  add(flow: Flow): boolean {
    const { stream, podSocketId, caller } = flow.record;
    if (this.#byStream.has(stream) || this.find(podSocketId, caller)) return false;
    this.#byStream.set(stream, flow);
    this.#byPodSocket.set(podSocketId, [...(this.#byPodSocket.get(podSocketId) ?? []), flow]);
    return true;
  }

  /** False when it is not here any more. */
  remove(flow: Flow): boolean {
    const { stream, podSocketId } = flow.record;
    if (this.#byStream.get(stream) !== flow) return false;
    this.#byStream.delete(stream);
    const others = (this.#byPodSocket.get(podSocketId) ?? []).filter((other) => other !== flow);
    if (others.length > 0) this.#byPodSocket.set(podSocketId, others);
    else this.#byPodSocket.delete(podSocketId);
    return true;
  }

  /** A copy: flows may be removed meanwhile. */
  list(): readonly Flow[] {
    return [...this.#byStream.values()];
  }
}
