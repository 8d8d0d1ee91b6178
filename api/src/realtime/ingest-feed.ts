/** Numbers of the source for those who subscribed: each stream's pod is asked once a second, however many they are. */
import type { Logger } from '@kubecast/media/logger';
import { type IngestNumbers, ingestNumbers, unknownIngest } from './ingest-numbers.ts';
import type { Topics } from './topics.ts';

export interface IngestFeedOptions {
  readonly topics: Topics;
  readonly urlOf: (streamId: string) => string | undefined;
  readonly now: () => Date;
  readonly logger: Logger;
}

const answerMs = 900;
const pageBytes = 1024 * 1024;

const readWhole = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > pageBytes) throw new RangeError(`A pod's page of metrics is over ${pageBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** @throws when the pod does not answer in time, or with something else */
const askPod = async (url: string, signal: AbortSignal): Promise<IngestNumbers> => {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  const { ok, status, body } = await fetch(`${url}/metrics`, { signal: limit, redirect: 'error' });
  if (!ok || !body) throw new Error(`Reading the metrics of a pod gave status ${status}`);
  return ingestNumbers(await readWhole(body));
};

export class IngestFeed {
  readonly #options: IngestFeedOptions;
  readonly #asking = new Set<string>();

  constructor(options: IngestFeedOptions) {
    this.#options = options;
  }

  /** Asks for each stream that somebody follows and that is not being asked; resolves when all have been told. */
  async tick(signal: AbortSignal): Promise<void> {
    const due = this.#options.topics.inspectedIds().filter((id) => !this.#asking.has(id));
    await Promise.all(due.map((id) => this.#tell(id, signal)));
  }

  async #tell(id: string, signal: AbortSignal): Promise<void> {
    const { topics, now } = this.#options;
    this.#asking.add(id);
    const at = now().toISOString();
    const numbers = await this.#observe(id, signal);
    this.#asking.delete(id);
    for (const subscriber of topics.subscribersOf(`ingest:${id}`)) {
      subscriber.send({ type: 'ingest', id, ...numbers, at }, `ingest ${id}`);
    }
  }

  async #observe(id: string, signal: AbortSignal): Promise<IngestNumbers> {
    const url = this.#options.urlOf(id);
    if (url === undefined) return unknownIngest;
    try {
      return await askPod(url, signal);
    } catch (error) {
      this.#options.logger.debug({ err: error, stream: id }, 'Reading the numbers of a source failed');
      return unknownIngest;
    }
  }
}
