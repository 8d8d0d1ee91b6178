/**
 * The session of a pod, from its first number to its last upload: the state machine with everything that it commands. It
 * begins with what an earlier process or pod left, and keeps what a later one needs.
 */
import { join } from 'node:path';
import { segmentName } from '@kubecast/media/keys';
import type { Logger } from '@kubecast/media/logger';
import { retry } from '@kubecast/media/retry';
import { listSession, type SessionListing } from '@kubecast/media/session-listing';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import { type AgentBeginning, readBeginning, sessionOf } from './agent-start.ts';
import { type AgentStorage, windowLimits } from './agent-storage.ts';
import type { SessionFormat } from './encoder/session-format.ts';
import { keepInMemory } from './keep-in-memory.ts';
import { LiveThumbnail } from './live-thumbnail.ts';
import { AnnouncedJournal } from './origin/announced-journal.ts';
import type { MediaFile } from './origin/media-files.ts';
import { OpenParts } from './origin/open-parts.ts';
import { SessionWindows } from './origin/session-windows.ts';
import { WindowFiles } from './origin/window-files.ts';
import { Publisher } from './publisher/publisher.ts';
import type { BegunEpoch } from './serve-source.ts';
import { LogFollower } from './session/log-follower.ts';
import type { RecoveredSegment } from './session/recover-segments.ts';
import { SessionDriver } from './session/session-driver.ts';
import type { SessionEvent } from './session/session-event.ts';
import type { SessionState } from './session/session-state.ts';
import { unsavedFiles } from './session/unsaved-files.ts';
import { SessionEffects } from './session-effects.ts';
import { type StateKeeper, stateKeeper } from './state/kept-state.ts';
import type { Metrics } from './state/metrics.ts';

export interface SessionServiceOptions {
  readonly config: TranscoderConfig;
  readonly podUid: string;
  readonly directories: { readonly window: string; readonly spool: string };
  readonly storage: AgentStorage;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly onChange: (state: SessionState) => void;
  readonly disconnectEncoder: () => void;
}

/** Why a session's service ended. `superseded`: another pod has taken over; a new process finds out how things stand. */
export type ServiceEnd = 'shutdown' | 'superseded';

/**
 * A pod without a past waits so long for the bucket before it lets an encoder in; after that its numbers are provisional, and
 * so is its session. Long enough for a store that came up with it, since a session that is open in the log would end.
 */
const bucketBudgetMs = 15_000;

/** A pod that hands its session over has done so by then. */
const handoverMs = 60_000;

/** More than a DVR window can name, short ones among them. */
const journalSegments = ({ dvrWindowSeconds, segmentSeconds }: TranscoderConfig): number =>
  100 + 2 * Math.ceil(dvrWindowSeconds / segmentSeconds);

/** The owner calls {@link SessionService.close}. */
export class SessionService {
  readonly windows = new SessionWindows();
  readonly files: WindowFiles;
  readonly publisher: Publisher;
  readonly thumbnail: LiveThumbnail;
  /** Resolves when the session may be served no longer. */
  readonly ended: Promise<ServiceEnd>;
  readonly #options: SessionServiceOptions;
  readonly #keeper: StateKeeper;
  readonly #effects: SessionEffects;
  readonly #driver: SessionDriver;
  readonly #follower: LogFollower;
  readonly #beginning: AgentBeginning;
  readonly #journal: AnnouncedJournal;
  readonly #parts: OpenParts;
  readonly #retired = Promise.withResolvers<ServiceEnd>();
  readonly #closed = new AbortController();
  #listing: SessionListing = new Map();
  readonly #startedAtMs = Date.now();
  #encodeLagSeconds = 0;

  constructor(options: SessionServiceOptions) {
    const { config, directories } = options;
    const rules = { graceMs: config.graceSeconds * 1000, segmentMs: config.segmentSeconds * 1000 };
    this.#options = options;
    this.ended = this.#retired.promise;
    this.#keeper = stateKeeper(directories.window, config.liveStreamUid);
    this.files = new WindowFiles(directories.window, windowLimits(directories.window));
    this.#journal = new AnnouncedJournal(join(directories.window, 'announced'), journalSegments(config));
    this.#parts = new OpenParts(join(directories.window, 'parts'));
    this.#beginning = readBeginning({ keeper: this.#keeper, parts: this.#parts, journal: this.#journal }, rules);
    const { state: initial } = this.#beginning;
    this.publisher = this.#newPublisher();
    this.thumbnail = this.#newThumbnail();
    this.#effects = this.#newEffects();
    const { perform } = this.#effects;
    this.#driver = new SessionDriver({ initial, rules, perform, onChange: (state) => this.#onChange(state) });
    this.#follower = this.#newFollower();
  }

  get state(): SessionState {
    return this.#driver.state;
  }

  /** How far the last segment's end was past when it came. */
  get encodeLagSeconds(): number {
    return this.#encodeLagSeconds;
  }

  /** Shows what was kept, and learns what the bucket says; resolves when a caller may come. */
  async begin(): Promise<void> {
    this.#storeRecovered();
    this.#showKept();
    if (!this.state.known) await this.#follower.readWithin(bucketBudgetMs);
    this.#onChange(this.state);
    void this.#follower.watch();
  }

  /** Media follows: what the pod before has left by now is worth knowing. */
  noteCaller(): void {
    if (this.#isOpenElsewhere()) void this.#follower.read();
  }

  readonly dispatch = (event: SessionEvent): void => this.#driver.dispatch(event);

  /** Of the session that goes on; undefined where a new one begins. */
  format(): SessionFormat | undefined {
    const { state } = this;
    return state.phase === 'Live' || state.phase === 'Reconnecting' ? state.session.format : undefined;
  }

  takeBegun(): BegunEpoch | undefined {
    return this.#effects.takeBegun();
  }

  /** From memory or the spool; undefined: ask the bucket. */
  async readFile(file: MediaFile): Promise<Buffer | undefined> {
    return (await this.files.read(file)) ?? (await this.publisher.readWaiting(file));
  }

  close(): void {
    this.#driver.close();
    this.publisher.stop();
    this.#closed.abort(new Error('The session’s service has closed'));
  }

  /** From memory and disk alone: an encoder that comes back waits for no bucket. */
  #showKept(): void {
    const session = sessionOf(this.state);
    if (!session) return;
    this.#effects.showSession(session, {
      listing: new Map(),
      files: [...this.files.files, ...this.publisher.waitingFiles],
      announced: (rendition) => this.#journal.read(session.id, rendition),
    });
    const window = this.windows.of(session.id);
    if (this.#beginning.master !== undefined) window?.keepMaster(this.#beginning.master);
    if (this.state.phase === 'Idle') window?.end();
    void this.#saveUnsaved(session.id);
  }

  /**
   * What a killed process had of its open segment is a segment now. Its number is kept as taken before its parts are forgotten:
   * whenever this process is killed, the next one finds the one or the other.
   */
  #storeRecovered(): void {
    const { recovered, master } = this.#beginning;
    for (const segment of recovered) this.#keep(segment.rendition, () => this.#storeSegment(segment));
    if (recovered.length > 0) this.#keep('state', () => this.#keeper.keep(this.state, master));
    this.#keep('open parts', () => this.#parts.clear());
  }

  #storeSegment({ rendition, segment, parts }: RecoveredSegment): void {
    const file = { session: parts[0]?.session ?? '', rendition, fileName: segmentName(segment) };
    const chunks = parts.map((part) => this.#parts.read(part));
    this.publisher.accept({ file, chunks, readyAtMs: Date.now() });
    this.files.write(file, chunks, Date.now());
  }

  #keep(what: string, write: () => void): void {
    keepInMemory(this.#options.logger, what, write);
  }

  /** A process that was killed may have shown a file that had not reached the spool. Uploading one twice does no harm. */
  async #saveUnsaved(session: string): Promise<void> {
    const { signal } = this.#closed;
    try {
      await this.#spoolUnsaved(session, signal);
    } catch (error) {
      if (!signal.aborted) this.#options.logger.error({ err: error }, 'Losing files that were in memory alone');
    }
  }

  async #spoolUnsaved(session: string, signal: AbortSignal): Promise<void> {
    const { store, context } = this.#options.storage;
    const inMemory = this.files.files;
    const onFault = (error: unknown): void => this.publisher.noteFault(error);
    const listing = await retry(() => listSession(store, context.stream, session, signal), { signal, onFault });
    const sources = { session, inMemory, waiting: this.publisher.waitingFiles, listing };
    for (const file of unsavedFiles(sources)) {
      const bytes = await this.files.read(file);
      if (bytes) this.publisher.accept({ file, chunks: [bytes], readyAtMs: Date.now() });
    }
  }

  #onChange(state: SessionState): void {
    if (state.known) void this.publisher.release();
    if (state.phase !== 'Live') this.publisher.flush();
    this.#keep('state', () => this.#keeper.keep(state, this.windows.current?.masterPlaylist()));
    this.#options.onChange(state);
  }

  /** False when this pod may publish nothing more. */
  #onSegment(sequence: number, endMs: number): boolean {
    if (this.state.phase !== 'Live') return false;
    this.#encodeLagSeconds = (Date.now() - endMs) / 1000;
    this.#options.metrics.encodeLagSeconds.set(this.#encodeLagSeconds);
    this.dispatch({ kind: 'segmentClosed', sequence, endMs });
    return true;
  }

  #newPublisher(): Publisher {
    const { config, directories, storage, logger } = this.#options;
    return new Publisher({
      context: storage.context,
      log: storage.log,
      spoolDirectory: directories.spool,
      spoolLimitBytes: config.spoolLimitBytes,
      recordedRendition: config.recordedRendition,
      logger,
      onUploaded: (bytes, lagMs) => {
        this.#options.metrics.uploadedBytes.inc(bytes);
        this.#options.metrics.uploadSeconds.observe(lagMs / 1000);
      },
      lastEpoch: () => this.state.counters.lastEpoch,
      onSuperseded: (owner) => {
        logger.warn({ epoch: owner.epoch, podUid: owner.podUid }, 'Losing a claim to another pod');
        this.dispatch({ kind: 'laterClaim' });
      },
    });
  }

  #newThumbnail(): LiveThumbnail {
    const onThumbnail = (jpeg: Buffer): void => this.publisher.offerThumbnail(jpeg);
    return new LiveThumbnail({ onThumbnail, logger: this.#options.logger, signal: this.#closed.signal });
  }

  #newEffects(): SessionEffects {
    const { config, podUid, metrics, logger } = this.#options;
    const { windows, files, publisher, thumbnail } = this;
    const [parts, journal] = [this.#parts, this.#journal];
    const onSegment = (sequence: number, endMs: number): boolean => this.#onSegment(sequence, endMs);
    return new SessionEffects({
      config,
      podUid,
      output: { windows, files, parts, journal, publisher, metrics, thumbnail, logger, onSegment },
      listing: () => this.#listing,
      disconnectEncoder: this.#options.disconnectEncoder,
      readLog: () => void this.#follower.read(),
      retire: (reason) => this.#retired.resolve(reason),
    });
  }

  #newFollower(): LogFollower {
    return new LogFollower({
      reader: this.#options.storage.reader,
      onReading: ({ snapshot, listing, master }) => {
        this.#listing = listing;
        this.publisher.noteFault(undefined);
        this.dispatch({ kind: 'logRead', atMs: Date.now(), log: snapshot });
        if (master !== undefined && snapshot.open) this.windows.of(snapshot.open.id)?.keepMaster(master);
      },
      onFault: (error) => this.publisher.noteFault(error),
      lastOwnEpoch: () => this.#lastKnownEpoch(),
      onLaterClaim: () => this.#onLaterClaim(),
      isOpenElsewhere: () => this.#isOpenElsewhere(),
      signal: this.#closed.signal,
    });
  }

  #isOpenElsewhere(): boolean {
    const { state } = this;
    if (state.phase !== 'Reconnecting' || !state.adopted || state.adopted.closed) return false;
    return Date.now() - this.#startedAtMs < handoverMs;
  }

  /** A pod that serves nobody follows; one that does has lost its session. */
  #onLaterClaim(): void {
    if (this.state.phase === 'Idle') void this.#follower.read();
    else this.dispatch({ kind: 'laterClaim' });
  }

  #lastKnownEpoch(): number | undefined {
    const { phase, known, counters } = this.state;
    return known && phase !== 'Retired' ? counters.lastEpoch : undefined;
  }
}
