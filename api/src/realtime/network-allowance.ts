/** How many viewers of one address block this replica takes heartbeats of: whoever makes up viewers fills no table. */
export class NetworkAllowance {
  readonly #perNetwork: number;
  readonly #forMs: number;
  /** When each viewer was last seen, by network. */
  readonly #seen = new Map<string, Map<string, number>>();

  constructor(perNetwork: number, forMs: number) {
    this.#perNetwork = perNetwork;
    this.#forMs = forMs;
  }

  /** False for one more than may; who was let in before stays in. */
  admit(network: string, viewer: string, nowMs: number): boolean {
    const viewers = this.#seen.get(network) ?? new Map<string, number>();
    if (!viewers.has(viewer) && viewers.size >= this.#perNetwork) this.#forget(viewers, nowMs);
    if (!viewers.has(viewer) && viewers.size >= this.#perNetwork) return false;
    this.#seen.set(network, viewers.set(viewer, nowMs));
    return true;
  }

  /** Forgets who was not seen for long. */
  sweep(nowMs: number): void {
    for (const [network, viewers] of this.#seen) {
      this.#forget(viewers, nowMs);
      if (viewers.size === 0) this.#seen.delete(network);
    }
  }

  #forget(viewers: Map<string, number>, nowMs: number): void {
    for (const [viewer, seenMs] of viewers) if (nowMs - seenMs >= this.#forMs) viewers.delete(viewer);
  }
}
