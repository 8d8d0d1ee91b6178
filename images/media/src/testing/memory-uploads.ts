/** Uploads in parts to an object store in memory. */
import type { OpenUpload, Upload, UploadedPart, Uploads } from '../multipart-uploads.ts';
import { UploadLostError } from '../object-store-error.ts';
import type { MemoryStore } from './memory-store.ts';

interface HeldUpload {
  readonly upload: OpenUpload;
  readonly contentType: string;
  readonly parts: Map<number, Buffer>;
}

/** The open uploads of a {@link MemoryStore}. */
export class MemoryUploads implements Uploads {
  readonly #store: MemoryStore;
  readonly #open = new Map<string, HeldUpload>();
  #begun = 0;

  constructor(store: MemoryStore) {
    this.#store = store;
  }

  async begin(key: string, contentType: string): Promise<Upload> {
    await this.#store.onRequest('upload', key);
    this.#begun += 1;
    const upload = { key, uploadId: String(this.#begun), begunMs: Date.now() };
    this.#open.set(upload.uploadId, { upload, contentType, parts: new Map() });
    return upload;
  }

  async put(upload: Upload, number: number, body: Uint8Array): Promise<UploadedPart> {
    await this.#store.onRequest('upload', upload.key);
    this.#find(upload).parts.set(number, Buffer.from(body));
    return { number, etag: String(number) };
  }

  async complete(upload: Upload, parts: readonly UploadedPart[]): Promise<void> {
    await this.#store.onRequest('upload', upload.key);
    const held = this.#find(upload);
    const numbers = parts.map(({ number }) => number).toSorted((a, b) => a - b);
    const body = Buffer.concat(numbers.map((number) => held.parts.get(number) ?? Buffer.alloc(0)));
    await this.#store.put(upload.key, body, { contentType: held.contentType });
    this.#open.delete(upload.uploadId);
  }

  async abort(upload: Upload): Promise<void> {
    await this.#store.onRequest('upload', upload.key);
    this.#open.delete(upload.uploadId);
  }

  async list(key: string): Promise<readonly Upload[]> {
    await this.#store.onRequest('list', key);
    return [...this.#open.values()].map(({ upload }) => upload).filter((upload) => upload.key === key);
  }

  async listAll(): Promise<readonly OpenUpload[]> {
    await this.#store.onRequest('list', '');
    return [...this.#open.values()].map(({ upload }) => upload);
  }

  #find({ key, uploadId }: Upload): HeldUpload {
    const held = this.#open.get(uploadId);
    if (!held) throw new UploadLostError(`Could not upload ${key}: the upload is no longer there`);
    return held;
  }
}
