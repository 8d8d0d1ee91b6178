/**
 * Heartbeats of open players: gathered, and written once a second, all together. What a replica holds is lost with it, and is
 * there again with the next heartbeat.
 */
import { createHash, createHmac } from 'node:crypto';
import { type Caller, isAdmin } from '../access/caller.ts';
import type { StoredHeartbeat, ViewerKey } from './audience-repository.ts';
import { NetworkAllowance } from './network-allowance.ts';
import type { RealtimeLimits } from './realtime-limits.ts';

export interface Heartbeat {
  readonly streamId: string;
  /** As `viewerOf` says. */
  readonly viewer: string;
  /** As `networkOf` says. */
  readonly network: string;
  readonly caller: Caller;
}

export interface AudienceOptions {
  readonly save: (beats: readonly StoredHeartbeat[]) => Promise<void>;
  readonly hurry: (viewers: readonly ViewerKey[]) => Promise<void>;
  /** Keys what is kept of an address. */
  readonly secret: () => string;
  readonly limits: Pick<RealtimeLimits, 'viewersPerNetwork' | 'waitingHeartbeats' | 'viewerSeconds'>;
  readonly nowMs: () => number;
}

const viewerHash = (streamId: string, viewer: string): Buffer =>
  createHash('sha256').update(`${streamId}\n${viewer}`).digest();

const networkHash = (secret: string, network: string): Buffer =>
  createHmac('sha256', secret).update(`kubecast-network\n${network}`).digest();

const isAnonymous = (viewer: string): boolean => !viewer.startsWith('user:');

const keyOf = (streamId: string, viewer: string): string => `${streamId} ${viewer}`;

export class Audience {
  readonly #options: AudienceOptions;
  readonly #allowance: NetworkAllowance;
  #beats = new Map<string, StoredHeartbeat>();
  #leaving = new Map<string, ViewerKey>();

  constructor(options: AudienceOptions) {
    this.#options = options;
    const { viewersPerNetwork, viewerSeconds } = options.limits;
    this.#allowance = new NetworkAllowance(viewersPerNetwork, viewerSeconds * 1000);
  }

  /** An open player says so. Too many from one address block are passed over, and so are more than can wait. */
  beat({ streamId, viewer, network, caller }: Heartbeat): void {
    const { limits, nowMs, secret } = this.#options;
    if (isAnonymous(viewer) && !this.#allowance.admit(network, viewer, nowMs())) return;
    const key = keyOf(streamId, viewer);
    this.#leaving.delete(key);
    if (!this.#beats.has(key) && this.#beats.size >= limits.waitingHeartbeats) return;
    this.#beats.set(key, {
      streamId,
      viewer: viewerHash(streamId, viewer),
      network: isAnonymous(viewer) ? networkHash(secret(), network) : null,
      userId: caller.kind === 'user' ? caller.id : null,
      isAdmin: isAdmin(caller),
    });
  }

  /** The player was closed. */
  leave(streamId: string, viewer: string): void {
    const key = keyOf(streamId, viewer);
    this.#beats.delete(key);
    if (this.#leaving.size >= this.#options.limits.waitingHeartbeats) return;
    this.#leaving.set(key, { streamId, viewer: viewerHash(streamId, viewer) });
  }

  /** Writes what was gathered. @throws whatever the database does; what was to be written is given up then */
  async flush(): Promise<void> {
    const [beats, leaving] = [[...this.#beats.values()], [...this.#leaving.values()]];
    this.#beats = new Map();
    this.#leaving = new Map();
    this.#allowance.sweep(this.#options.nowMs());
    if (beats.length > 0) await this.#options.save(beats);
    if (leaving.length > 0) await this.#options.hurry(leaving);
  }
}
