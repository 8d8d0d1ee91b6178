/**
 * All rungs of one epoch: reads what the encoder writes and emits what may be published. A fragment is emitted once all rungs
 * have theirs, so that what is published ends at the same picture everywhere, also when the encoder dies between two rungs.
 */

import type { EpochClaim } from '../encoder/epoch-contract.ts';
import { type Fragment, FragmentReader } from '../fragments/fragment-reader.ts';
import type { PackagedEvent } from './packaged-event.ts';
import { RungPackager } from './rung-packager.ts';

export interface PackagerOptions {
  readonly claim: EpochClaim;
  /** Names, in the order of the encoder's outputs. */
  readonly renditions: readonly string[];
  readonly segmentSeconds: number;
  readonly emit: (event: PackagedEvent) => void;
  /** A segment starts elsewhere on this rung than on the others: players would stumble over a change of quality. */
  readonly onMisaligned: (misaligned: { readonly rendition: string; readonly sequence: number }) => void;
}

interface Rung {
  readonly rendition: string;
  readonly reader: FragmentReader;
  readonly packager: RungPackager;
  /** Waits for the other rungs. */
  readonly waiting: Fragment[];
}

/** So many segments may pass before the slowest rung is not compared any more. */
const comparedSegments = 16;

export class Packager {
  readonly #options: PackagerOptions;
  readonly #rungs: readonly Rung[];
  /** By sequence: where the first rung to close the segment said that it lies. */
  readonly #boundaries = new Map<number, string>();
  #publishedSeconds = 0;

  constructor(options: PackagerOptions) {
    this.#options = options;
    const { claim, segmentSeconds } = options;
    this.#rungs = options.renditions.map((rendition) => ({
      rendition,
      reader: new FragmentReader(),
      packager: new RungPackager({ rendition, segmentSeconds, ...claim }),
      waiting: [],
    }));
  }

  /** Bytes of rung number `index`. Throws BoxError (@kubecast/media/boxes) when they are not fragmented MP4. */
  push(index: number, chunk: Buffer): void {
    const rung = this.#rungs[index];
    if (!rung) throw new RangeError(`There is no rung ${index}`);
    const { epoch } = this.#options.claim;
    for (const item of rung.reader.push(chunk)) {
      if (item.kind === 'fragment') rung.waiting.push(item.fragment);
      else this.#options.emit({ ...item, rendition: rung.rendition, epoch, codecs: item.section.codecs });
    }
    while (this.#rungs.every(({ waiting }) => waiting.length > 0)) this.#release();
  }

  /** Seconds of the encoder's timeline that have been emitted on every rung. */
  get publishedSeconds(): number {
    return this.#publishedSeconds;
  }

  /** The encoder is gone: closes each rung's last segment. What only some rungs have is dropped. */
  finish(): void {
    for (const { packager } of this.#rungs) this.#emitAll(packager.finish());
  }

  #release(): void {
    let endSeconds = Number.POSITIVE_INFINITY;
    for (const { packager, waiting } of this.#rungs) {
      const fragment = waiting.shift();
      if (!fragment) continue;
      this.#emitAll(packager.push(fragment));
      endSeconds = Math.min(endSeconds, fragment.endSeconds);
    }
    this.#publishedSeconds = endSeconds;
  }

  #emitAll(events: readonly PackagedEvent[]): void {
    for (const event of events) {
      if (event.kind === 'segment')
        this.#compare(event.rendition, event.sequence, `${event.startUnixMs}+${event.durationMs}`);
      this.#options.emit(event);
    }
  }

  #compare(rendition: string, sequence: number, boundary: string): void {
    const known = this.#boundaries.get(sequence);
    if (known === undefined) this.#boundaries.set(sequence, boundary);
    else if (known !== boundary) this.#options.onMisaligned({ rendition, sequence });
    this.#boundaries.delete(sequence - comparedSegments);
  }
}
