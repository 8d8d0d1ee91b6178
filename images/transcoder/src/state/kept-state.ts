/**
 * What a container leaves for its successor in the window directory, `state.json`: written whole or not at all, after each
 * change. A file that cannot be read is as good as none: the bucket knows the rest.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type SessionState, sessionStateSchema } from '../session/session-state.ts';

const keptStateSchema = z.object({
  /** Another stream of the same name is not continued. */
  liveStreamUid: z.string(),
  state: sessionStateSchema,
  /** The last master playlist, until every rendition has produced something again. */
  master: z.string().optional(),
});

export type KeptState = z.infer<typeof keptStateSchema>;

export interface StateKeeper {
  readonly keep: (state: SessionState, master: string | undefined) => void;
  /** Undefined where nothing usable was kept. */
  readonly read: () => KeptState | undefined;
}

/** Keeps the state of one LiveStream in `directory`, which is made when it is absent. */
export const stateKeeper = (directory: string, liveStreamUid: string): StateKeeper => {
  const path = join(directory, 'state.json');
  mkdirSync(directory, { recursive: true });
  return {
    keep: (state, master) => {
      writeFileSync(`${path}.incomplete`, JSON.stringify({ liveStreamUid, state, master }));
      renameSync(`${path}.incomplete`, path);
    },
    read: () => {
      try {
        const kept = keptStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
        return kept.liveStreamUid === liveStreamUid ? kept : undefined;
      } catch {
        return undefined;
      }
    },
  };
};
