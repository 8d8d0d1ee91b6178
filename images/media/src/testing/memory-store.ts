/** An object store in memory, for tests that count, delay or fail its requests. A real server's manners are tested elsewhere. */
import { Readable } from 'node:stream';
import {
  type GetOptions,
  type ListedObject,
  type ListOptions,
  type ObjectFacts,
  ObjectStore,
  type PutOptions,
  type StoredObject,
} from '../object-store.ts';
import { ObjectExistsError } from '../object-store-error.ts';
import { MemoryUploads } from './memory-uploads.ts';

interface Held {
  readonly body: Buffer;
  readonly modifiedMs: number;
  readonly options: PutOptions;
}

/** What `onRequest` hears before anything is done; throw to let the request fail. */
export type StoreRequest = 'put' | 'get' | 'head' | 'delete' | 'list' | 'upload';

const location = { endpoint: 'http://127.0.0.1:1', region: 'nowhere', forcePathStyle: true, bucket: 'memory' };

const factsOf = ({ body, modifiedMs, options }: Held): ObjectFacts => ({
  size: body.length,
  modifiedMs,
  contentType: options.contentType,
  contentRange: undefined,
  metadata: options.metadata ?? {},
});

/** Ranges are not served. */
export class MemoryStore extends ObjectStore {
  readonly held = new Map<string, Held>();
  override readonly uploads = new MemoryUploads(this);
  onRequest: (request: StoreRequest, key: string) => Promise<void> | void = () => undefined;

  constructor() {
    const credentials = async () => ({ accessKeyId: '', secretAccessKey: '', expiration: new Date(0) });
    super({ location, credentials });
  }

  override async put(key: string, body: Uint8Array | string, options: PutOptions): Promise<void> {
    await this.onRequest('put', key);
    if (options.createOnly && this.held.has(key)) throw new ObjectExistsError(`Could not write ${key}: it is taken`);
    this.held.set(key, { body: Buffer.from(body), modifiedMs: Date.now(), options });
  }

  override async get(key: string, _options: GetOptions = {}): Promise<StoredObject | undefined> {
    await this.onRequest('get', key);
    const held = this.held.get(key);
    return held && { ...factsOf(held), body: Readable.from([held.body]) };
  }

  override async head(key: string): Promise<ObjectFacts | undefined> {
    await this.onRequest('head', key);
    const held = this.held.get(key);
    return held && factsOf(held);
  }

  override async delete(key: string): Promise<void> {
    await this.onRequest('delete', key);
    this.held.delete(key);
  }

  override async deleteAll(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.delete(key);
  }

  override async *listFolders(prefix: string): AsyncGenerator<string> {
    await this.onRequest('list', prefix);
    const below = [...this.held.keys()].filter((key) => key.startsWith(prefix) && key.includes('/', prefix.length));
    yield* new Set(below.sort().map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1)));
  }

  override async *list(prefix: string, { startAfter = '' }: ListOptions = {}): AsyncGenerator<ListedObject> {
    await this.onRequest('list', prefix);
    for (const key of [...this.held.keys()].sort()) {
      const held = this.held.get(key);
      if (held && key.startsWith(prefix) && key > startAfter) {
        yield { key, size: held.body.length, modifiedMs: held.modifiedMs };
      }
    }
  }
}
