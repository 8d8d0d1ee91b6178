/** The SRT libraries that the proofs call with: the system's libsrt 1.5, and the libsrt 1.4 of an older Debian. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A `srt-live-transmit`. */
export interface Libsrt {
  /** For a test's name. */
  readonly name: string;
  /** Gives the program's path, once it is there. @throws Error with apt's own words, where the mirror has no older Debian */
  readonly ensureProgram: () => Promise<string>;
}

/** What the pods listen with, and most encoders call with. */
export const currentLibsrt: Libsrt = { name: 'libsrt 1.5', ensureProgram: async () => 'srt-live-transmit' };

/** Fetched into the cache when it is not there yet. */
export const oldLibsrt: Libsrt = {
  name: 'libsrt 1.4',
  ensureProgram: async () => (await run(join(import.meta.dirname, 'old-libsrt.sh'))).stdout.trim(),
};
