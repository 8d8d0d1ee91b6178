/**
 * Where an epoch's output goes: memory, playlists, spool. Numbers in events are those of the epoch's beginning; when
 * provisional ones are moved behind the log meanwhile, what follows is moved along.
 */
import { initName, type SegmentName, segmentName } from '@kubecast/media/keys';
import type { Logger } from '@kubecast/media/logger';
import { keepInMemory } from './keep-in-memory.ts';
import type { LiveThumbnail } from './live-thumbnail.ts';
import type { AnnouncedJournal } from './origin/announced-journal.ts';
import type { MediaFile } from './origin/media-files.ts';
import type { OpenParts } from './origin/open-parts.ts';
import type { SessionWindow } from './origin/session-window.ts';
import type { SessionWindows } from './origin/session-windows.ts';
import type { WindowFiles } from './origin/window-files.ts';
import type { InitEvent, PackagedEvent, PartEvent, SegmentEvent } from './packager/packaged-event.ts';
import type { Publisher } from './publisher/publisher.ts';
import type { Metrics } from './state/metrics.ts';

export interface EpochOutputOptions {
  readonly windows: SessionWindows;
  readonly files: WindowFiles;
  readonly parts: OpenParts;
  readonly journal: AnnouncedJournal;
  readonly publisher: Publisher;
  readonly metrics: Metrics;
  readonly thumbnail: LiveThumbnail;
  readonly logger: Logger;
  /** Before a segment is announced; false: this pod may publish nothing more. */
  readonly onSegment: (sequence: number, endMs: number) => boolean;
}

const masterEveryMs = 30_000;

/** One for each epoch. */
export class EpochOutput {
  readonly #options: EpochOutputOptions;
  readonly #sessionId: string;
  #epochs = 0;
  #sequences = 0;
  #masterAtMs = 0;

  constructor(options: EpochOutputOptions, sessionId: string) {
    this.#options = options;
    this.#sessionId = sessionId;
  }

  renumber(epochs: number, sequences: number): void {
    this.#epochs += epochs;
    this.#sequences += sequences;
  }

  /** Takes an event of the packager; never throws. */
  readonly take = (event: PackagedEvent): void => {
    try {
      this.#take(event);
    } catch (error) {
      this.#options.logger.error({ err: error, rendition: event.rendition }, 'Losing what an epoch produced');
    }
  };

  #take(event: PackagedEvent): void {
    if (event.kind === 'init') this.#takeInit(event);
    else if (event.kind === 'segment') this.#takeSegment(event);
    else this.#takePart(event);
  }

  #takePart(event: PartEvent): void {
    const [epoch, sequence] = [event.epoch + this.#epochs, event.sequence + this.#sequences];
    this.#options.metrics.parts.inc({ rendition: event.rendition });
    this.#keep('part', () => this.#options.parts.write(this.#sessionId, { ...event, epoch, sequence }));
  }

  #takeInit({ rendition, epoch, bytes, codecs }: InitEvent): void {
    const file = { session: this.#sessionId, rendition, fileName: initName(epoch + this.#epochs) };
    this.#store(file, [bytes]);
    this.#options.windows.of(this.#sessionId)?.setCodecs(rendition, codecs);
    this.#options.thumbnail.setInit(rendition, bytes);
  }

  #takeSegment(event: SegmentEvent): void {
    const { rendition, startUnixMs, byteLength } = event;
    const durationMs = Math.round(event.durationMs);
    const sequence = event.sequence + this.#sequences;
    if (!this.#options.onSegment(sequence, startUnixMs + durationMs)) return;
    const segment = { epoch: event.epoch + this.#epochs, sequence, startUnixMs, durationMs };
    const chunks = event.parts.map(({ bytes }) => bytes);
    this.#store({ session: this.#sessionId, rendition, fileName: segmentName(segment) }, chunks);
    this.#announce(rendition, segment, byteLength);
    this.#options.parts.close(rendition);
    this.#options.thumbnail.takeSegment(rendition, chunks);
  }

  #announce(rendition: string, segment: SegmentName, byteLength: number): void {
    const { windows, metrics } = this.#options;
    const window = windows.of(this.#sessionId);
    this.#keep('announcement', () => this.#options.journal.append(this.#sessionId, rendition, segment));
    window?.announce(rendition, segment, byteLength);
    if (window) this.#offerMaster(window);
    metrics.segments.inc({ rendition });
    metrics.mediaBytes.inc({ rendition }, byteLength);
  }

  /** Its measured bandwidths change with every segment; what the bucket says of them may be a little old. */
  #offerMaster(window: SessionWindow): void {
    const nowMs = Date.now();
    const text = nowMs - this.#masterAtMs < masterEveryMs ? undefined : window.masterPlaylist();
    if (text === undefined) return;
    this.#masterAtMs = nowMs;
    this.#options.publisher.offerMaster(text);
  }

  #store(file: MediaFile, chunks: readonly Buffer[]): void {
    const nowMs = Date.now();
    this.#options.publisher.accept({ file, chunks, readyAtMs: nowMs });
    this.#keep(file.fileName, () => this.#options.files.write(file, chunks, nowMs));
  }

  #keep(what: string, write: () => void): void {
    keepInMemory(this.#options.logger, what, write);
  }
}
