/** Numbers of the source for those who subscribed: each stream's pod is asked once a second, however many they are. */
import type { Logger } from '@kubecast/media/logger';
import { type IngestNumbers, ingestNumbers, unknownIngest } from './ingest-numbers.ts';
import type { Topics } from './topics.ts';

export interface IngestFeedOptions {
  readonly topics: Topics;
  readonly urlOf: (streamId: string) => string | undefined;
  readonly now: () => Date;
  readonly logger: Logger;
  /** How long a pod may take to answer; 2,500 when not given; it is not asked again before. */
  readonly answerMs?: number;
}

const defaultAnswerMs = 2_500;
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
  const { ok, status, body } = await fetch(`${url}/metrics`, { signal, redirect: 'error' });
  if (!ok || !body) throw new Error(`Reading the metrics of a pod gave status ${status}`);
  return ingestNumbers(await readWhole(body));
};

export class IngestFeed {
  readonly #options: IngestFeedOptions;
  /** The streams whose pod has yet to answer: a slow one holds up nobody else's numbers. */
  readonly #asking = new Map<string, Promise<void>>();

  constructor(options: IngestFeedOptions) {
    this.#options = options;
  }

  /** Begins to ask for each stream that somebody follows and that is not being asked; they are told as the answers come. */
  tick(signal: AbortSignal): void {
    for (const id of this.#options.topics.inspectedIds()) {
      if (!this.#asking.has(id)) this.#asking.set(id, this.#tell(id, signal));
    }
  }

  /** Resolves when all that was asked for has been told. */
  async settled(): Promise<void> {
    await Promise.all(this.#asking.values());
  }

  async #tell(id: string, signal: AbortSignal): Promise<void> {
    const { topics, now } = this.#options;
    const at = now().toISOString();
    const numbers = await this.#observe(id, signal);
    this.#asking.delete(id);
    for (const subscriber of topics.subscribersOf(`ingest:${id}`)) {
      subscriber.send({ type: 'ingest', id, ...numbers, at }, `ingest ${id}`);
    }
  }

  async #observe(id: string, signal: AbortSignal): Promise<IngestNumbers> {
    const { answerMs = defaultAnswerMs, urlOf } = this.#options;
    const url = urlOf(id);
    if (url === undefined) return unknownIngest;
    try {
      return await askPod(url, AbortSignal.any([signal, AbortSignal.timeout(answerMs)]));
    } catch (error) {
      this.#options.logger.debug({ err: error, stream: id }, 'Reading the numbers of a source failed');
      return unknownIngest;
    }
  }
}
