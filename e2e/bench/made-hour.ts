/**
 * A long session in an object store of its own, as a transcoder would have left it, and the same segments as files. It is made
 * and not streamed: what is encoded repeats after some seconds, the bit rate stays.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectStore } from '@kubecast/media/object-store';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import { type S3Server, startS3Server } from '@kubecast/media/testing/s3-server';

export const stream = { namespace: 'bench', stream: 'hour' };
export const recordingsBucket = 'recordings';

/** The ladder's highest rung, with its sound some 4.6 Mbit/s. */
const rendition = { name: '1080p', width: 1920, height: 1080, videoBitrateKbps: 4_500 };

const read = async (store: ObjectStore, key: string): Promise<Buffer> => {
  const body = await store.read(key);
  if (!body) throw new Error(`There is no ${key} in the object store of the bench`);
  return body;
};

interface MadeParts {
  readonly server: S3Server;
  readonly session: MadeSession;
  readonly directory: string;
  /** Ends the server and removes the directory. */
  readonly owned: AsyncDisposableStack;
}

/** See the file header. `close` removes all of it. */
export class MadeHour {
  readonly server: S3Server;
  readonly session: MadeSession;
  readonly directory: string;
  readonly #owned: AsyncDisposableStack;

  private constructor({ server, session, directory, owned }: MadeParts) {
    this.server = server;
    this.session = session;
    this.directory = directory;
    this.#owned = owned;
  }

  static async make(seconds: number): Promise<MadeHour> {
    await using made = new AsyncDisposableStack();
    const directory = await mkdtemp(join(tmpdir(), 'kubecast-bench-'));
    made.defer(() => rm(directory, { recursive: true, force: true }));
    const server = await startS3Server('minio');
    made.defer(() => server.stop());
    await server.createBucket(recordingsBucket);
    const store = server.open();
    const options = { store, stream, epochs: [{ seconds }], renditions: [rendition], repeated: true };
    const session = await makeSession(options).finally(() => store.close());
    return new MadeHour({ server, session, directory, owned: made.move() });
  }

  get mediaSeconds(): number {
    return (this.session.endUnixMs - this.session.startUnixMs) / 1_000;
  }

  /** Of all segments. */
  get sizeBytes(): number {
    return this.session.segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** Writes each segment as a file that plays by itself; gives the path of ffmpeg's list of them. */
  async writeSegments(): Promise<string> {
    const folder = join(this.directory, 'segments');
    const store = this.server.open();
    try {
      await mkdir(folder);
      const init = await read(store, this.session.initKeys[0] ?? '');
      const lines: string[] = [];
      for (const { key, sequence } of this.session.segments) {
        const path = join(folder, `${sequence}.mp4`);
        await writeFile(path, Buffer.concat([init, await read(store, key)]));
        lines.push(`file '${path}'`);
      }
      const list = join(this.directory, 'segments.txt');
      await writeFile(list, `${lines.join('\n')}\n`);
      return list;
    } finally {
      store.close();
    }
  }

  /** Deletes what recorders made. */
  async forgetRecordings(): Promise<void> {
    const store = this.server.open(recordingsBucket);
    try {
      for await (const { key } of store.list('')) await store.delete(key);
    } finally {
      store.close();
    }
  }

  close(): Promise<void> {
    return this.#owned.disposeAsync();
  }
}
