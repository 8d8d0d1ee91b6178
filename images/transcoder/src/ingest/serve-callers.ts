/** The contract of the SRT listener. */
import type { Logger } from '@kubecast/media/logger';
import type { TransportSource } from './transport-source.ts';

export interface IngestOptions {
  /** UDP. */
  readonly port: number;
  readonly latencyMs: number;
  /** Read again before each listener starts: a rotated passphrase counts from the next caller on. */
  readonly passphraseFile: string;
  /** Serves one caller; when it resolves, a caller that is still there is dropped. Must not reject. */
  readonly serve: (source: TransportSource) => Promise<void>;
  readonly logger: Logger;
}

/** Listens and serves callers one after the other until `signal` aborts; resolves when the last listener has ended. */
export type ServeCallers = (options: IngestOptions, signal: AbortSignal) => Promise<void>;
