/** Reads a stream for a frame that stays for hours: the api may be away, or not know the stream yet, when it begins. */
import type { ApiClient } from '../api/api-client.ts';
import { ApiProblem } from '../api/api-problem.ts';
import type { Stream } from '../api/generated/schemas.ts';
import { callAfter } from '../player/core/timing.ts';
import { reconnectWaitMs } from '../realtime/reconnect-wait.ts';
import type { StreamName } from '../streams/api/get-stream-by-name.ts';
import { readStreamByName } from '../streams/api/read-stream-by-name.ts';

export interface StreamReading {
  readonly api: ApiClient;
  readonly name: StreamName;
  readonly onStream: (stream: Stream) => void;
  /** 0 to 1, as of Math.random. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

const isForbidden = (error: unknown): boolean => error instanceof ApiProblem && error.status === 403;

/** Tries until it succeeds, it is forbidden, or the signal; it waits longer from time to time. */
export const readWhenThere = ({ api, name, onStream, random, signal }: StreamReading): void => {
  const attempt = (failures: number): void => {
    const again = (error: unknown): void => {
      if (signal.aborted || isForbidden(error)) return;
      callAfter(reconnectWaitMs(failures, random()), signal, () => attempt(failures + 1));
    };
    readStreamByName(api, name, signal).then(onStream, again);
  };
  attempt(1);
};
