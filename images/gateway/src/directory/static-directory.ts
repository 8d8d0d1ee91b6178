/** A directory that is told what there is: for tests and benches, and for a gateway without a cluster. */
import type { StreamDirectory, StreamTarget } from './stream-directory.ts';

export class StaticDirectory implements StreamDirectory {
  readonly #targets = new Map<string, StreamTarget>();
  readonly #listeners: (() => void)[] = [];

  readonly isUsable = (): boolean => true;

  readonly find = (streamId: string): StreamTarget => this.#targets.get(streamId) ?? { kind: 'unknown' };

  readonly hasPod: StreamDirectory['hasPod'] = ({ uid, host }) =>
    [...this.#targets.values()].some(
      (target) => target.kind === 'at' && target.pod.uid === uid && target.pod.host === host,
    );

  readonly onChange = (listener: () => void): void => void this.#listeners.push(listener);

  /** The stream's pod listens at this address. */
  setPod(streamId: string, host: string, port: number, uid = `${host}:${port}`): void {
    this.#set(streamId, { kind: 'at', stream: streamId, pod: { uid, host, port } });
  }

  /** The stream is known and has no pod. */
  setAway(streamId: string, isExpected: boolean): void {
    this.#set(streamId, { kind: 'away', stream: streamId, isExpected });
  }

  remove(streamId: string): void {
    this.#targets.delete(streamId);
    this.#tell();
  }

  #set(streamId: string, target: StreamTarget): void {
    this.#targets.set(streamId, target);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
