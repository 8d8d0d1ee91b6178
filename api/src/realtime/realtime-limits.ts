/** What one client, one address and one replica may take; tests make them small. */
export interface RealtimeLimits {
  /** Sockets of a replica. */
  readonly sockets: number;
  /** Sockets from one address block. */
  readonly socketsPerNetwork: number;
  readonly subscriptionsPerSocket: number;
  /** A message's bytes; longer ones end the connection with 1009. */
  readonly messageBytes: number;
  /** Messages and pings: so many at once, and so many a second in the long run. */
  readonly messageBurst: number;
  readonly messagesPerSecond: number;
  /** Above it only the latest state of each thing is kept for a client. */
  readonly highWaterBytes: number;
  /** Messages that wait for a slow client, at most. */
  readonly waitingMessages: number;
  /** A client whose line stood still for so long is let go. */
  readonly stalledMs: number;
  /** Who has not answered a ping at the next one is let go. */
  readonly pingEveryMs: number;
  /** After the signal to end: Services learn of it a little later, then sockets are closed one after another. */
  readonly drainAfterMs: number;
  readonly drainSpreadMs: number;
  /** Anonymous viewers that are counted from one address block, of a stream and of a replica. */
  readonly viewersPerNetwork: number;
  /** Heartbeats that wait to be written. */
  readonly waitingHeartbeats: number;
  /** How long a heartbeat counts. */
  readonly viewerSeconds: number;
  /** How long a viewer still counts who says goodbye: another tab of theirs has time to say that it goes on. */
  readonly leavingSeconds: number;
}

export const defaultLimits: RealtimeLimits = {
  sockets: 10_000,
  socketsPerNetwork: 100,
  subscriptionsPerSocket: 50,
  messageBytes: 8_192,
  messageBurst: 60,
  messagesPerSecond: 10,
  highWaterBytes: 256 * 1024,
  waitingMessages: 1_000,
  stalledMs: 20_000,
  pingEveryMs: 25_000,
  drainAfterMs: 2_000,
  drainSpreadMs: 3_000,
  viewersPerNetwork: 20,
  waitingHeartbeats: 100_000,
  viewerSeconds: 30,
  leavingSeconds: 15,
};

/** How often a player says that it is open. */
export const heartbeatSeconds = 10;
