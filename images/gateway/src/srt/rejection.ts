/**
 * Why a caller is refused, as SRT says it and OBS reads it. On the wire a refusal is a handshake whose type is 1000 more than
 * the reason (libsrt's `srt.h` and `access_control.h`).
 */
import { handshakeTypes } from './handshake.ts';

export const rejections = {
  /** Neither this version nor an older one. OBS never sends it. */
  version: 8,
  /** The passphrase is wrong, or nobody has this stream id. OBS says so and stops. */
  badSecret: 10,
  /** No passphrase, or nobody has this stream id. OBS says so and stops. */
  unsecure: 11,
  /** All that follow OBS tries again. The gateway is full. */
  overload: 1402,
  /** Only publishing is offered. */
  badMode: 1405,
  /** Another encoder is on this stream. */
  conflict: 1409,
  /** The stream is known and has no pod that listens. */
  down: 1503,
} as const;

export type RejectionReason = keyof typeof rejections;

/** The handshake type that carries the reason. */
export const refusalType = (reason: RejectionReason): number => handshakeTypes.firstRefusal + rejections[reason];
