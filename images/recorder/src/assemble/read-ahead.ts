/**
 * Objects in the order asked for, some of them on their way at a time: as many as fit a budget of requests and of bytes. A store out of
 * reach is waited for, and the same object is asked for again; what was read already is kept.
 */
import { retry } from '@kubecast/media/retry';
import { patience, type StoreAccess } from '../patience.ts';

export interface WantedObject {
  readonly key: string;
  /** As listed; for the budget alone. */
  readonly sizeBytes: number;
}

export interface ReadAheadOptions extends StoreAccess {
  readonly maxRequests?: number;
  /** An object that is larger is read on its own. */
  readonly maxBytes?: number;
}

export interface ReadObject<T> {
  readonly wanted: T;
  /** Undefined where there is no such object any more. */
  readonly bytes: Buffer | undefined;
}

interface Reading<T> {
  readonly wanted: T;
  readonly bytes: Promise<Buffer | undefined>;
}

const defaultRequests = 6;
const defaultBytes = 32 * 1024 ** 2;

const readPatiently = (key: string, options: ReadAheadOptions) =>
  retry(() => options.store.read(key, { signal: options.signal }), patience(options));

/** What is on its way, and what came and waits for its turn. */
class Readings<T extends WantedObject> {
  readonly #options: ReadAheadOptions;
  readonly #readings: Reading<T>[] = [];
  #bytes = 0;

  constructor(options: ReadAheadOptions) {
    this.#options = options;
  }

  hasRoomFor({ sizeBytes }: T): boolean {
    const { maxRequests = defaultRequests, maxBytes = defaultBytes } = this.#options;
    if (this.#readings.length === 0) return true;
    return this.#readings.length < maxRequests && this.#bytes + sizeBytes <= maxBytes;
  }

  start(wanted: T): void {
    const bytes = readPatiently(wanted.key, this.#options);
    // Its failure is heard when it is its turn.
    bytes.catch(() => undefined);
    this.#readings.push({ wanted, bytes });
    this.#bytes += wanted.sizeBytes;
  }

  /** The first of them, once it is there; undefined when there is none. */
  async next(): Promise<ReadObject<T> | undefined> {
    const [first] = this.#readings;
    if (!first) return undefined;
    const bytes = await first.bytes;
    this.#readings.shift();
    this.#bytes -= first.wanted.sizeBytes;
    return { wanted: first.wanted, bytes };
  }

  async settle(): Promise<void> {
    await Promise.allSettled(this.#readings.map(({ bytes }) => bytes));
  }
}

/** Throws the errors of `object-store-error.ts`, and the signal's reason. Nothing is on its way any more when it ends. */
export async function* readAhead<T extends WantedObject>(
  wanted: readonly T[],
  options: ReadAheadOptions,
): AsyncGenerator<ReadObject<T>> {
  const giveUp = new AbortController();
  const readings = new Readings<T>({ ...options, signal: AbortSignal.any([options.signal, giveUp.signal]) });
  let started = 0;
  try {
    for (;;) {
      for (let object = wanted[started]; object && readings.hasRoomFor(object); object = wanted[started]) {
        readings.start(object);
        started += 1;
      }
      const read = await readings.next();
      if (!read) return;
      yield read;
    }
  } finally {
    giveUp.abort();
    await readings.settle();
  }
}
