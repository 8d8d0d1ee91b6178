/**
 * The session of a pod, from its first number to its last upload: the state machine with everything that it commands. It
 * begins with what an earlier process or pod left, and keeps what a later one needs.
 */
import type { Logger } from '@kubecast/media/logger';
import type { SessionListing } from '@kubecast/media/session-listing';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import { listWithin, readBeginning, sessionOf } from './agent-start.ts';
import { type AgentStorage, windowLimits } from './agent-storage.ts';
import type { SessionFormat } from './encoder/session-format.ts';
import { LiveThumbnail } from './live-thumbnail.ts';
import type { MediaFile } from './origin/media-files.ts';
import { SessionWindows } from './origin/session-windows.ts';
import { WindowFiles } from './origin/window-files.ts';
import { Publisher } from './publisher/publisher.ts';
import type { BegunEpoch } from './serve-source.ts';
import { LogFollower } from './session/log-follower.ts';
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

/** A pod that starts waits so long for the bucket; after that its numbers are provisional. */
const bucketBudgetMs = 3_000;

/** A pod that hands its session over has done so by then. */
const handoverMs = 60_000;

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
  readonly #keptMaster: string | undefined;
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
    this.publisher = this.#newPublisher();
    this.thumbnail = this.#newThumbnail();
    this.#effects = this.#newEffects();
    const { state: initial, master } = readBeginning(this.#keeper, rules);
    const { perform } = this.#effects;
    this.#driver = new SessionDriver({ initial, rules, perform, onChange: (state) => this.#onChange(state) });
    this.#keptMaster = master;
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
    await this.#showKept();
    if (!this.state.known) await this.#follower.read(bucketBudgetMs);
    this.#onChange(this.state);
    void this.#follower.watch();
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

  async #showKept(): Promise<void> {
    const session = sessionOf(this.state);
    if (!session) return;
    const listing = await listWithin(this.#options.storage, session.id, bucketBudgetMs);
    this.#effects.showSession(session, { listing, files: [...this.files.files, ...this.publisher.waitingFiles] });
    const window = this.windows.of(session.id);
    if (this.#keptMaster !== undefined) window?.keepMaster(this.#keptMaster);
    if (this.state.phase === 'Idle') window?.end();
    await this.#saveUnsaved(session.id, listing);
  }

  /** A process that was killed may have shown a file that had not reached the spool. Uploading one twice does no harm. */
  async #saveUnsaved(session: string, listing: SessionListing): Promise<void> {
    const sources = { session, inMemory: this.files.files, waiting: this.publisher.waitingFiles, listing };
    for (const file of unsavedFiles(sources)) {
      const bytes = await this.files.read(file);
      if (bytes) this.publisher.accept({ file, chunks: [bytes], readyAtMs: Date.now() });
    }
  }

  #onChange(state: SessionState): void {
    if (state.known) void this.publisher.release();
    this.#keeper.keep(state, this.windows.current?.masterPlaylist());
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
      logger,
      onUploaded: (bytes, lagMs) => {
        this.#options.metrics.uploadedBytes.inc(bytes);
        this.#options.metrics.uploadSeconds.observe(lagMs / 1000);
      },
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
    const onSegment = (sequence: number, endMs: number): boolean => this.#onSegment(sequence, endMs);
    return new SessionEffects({
      config,
      podUid,
      output: { windows, files, publisher, metrics, thumbnail, logger, onSegment },
      listing: () => this.#listing,
      disconnectEncoder: this.#options.disconnectEncoder,
      readLog: () => void this.#follower.read(bucketBudgetMs),
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
      lastOwnEpoch: () => this.#lastServedEpoch(),
      onLaterClaim: () => this.dispatch({ kind: 'laterClaim' }),
      isOpenElsewhere: () => this.#isOpenElsewhere(),
      signal: this.#closed.signal,
    });
  }

  #isOpenElsewhere(): boolean {
    const { state } = this;
    if (state.phase !== 'Reconnecting' || !state.adopted || state.adopted.closed) return false;
    return Date.now() - this.#startedAtMs < handoverMs;
  }

  #lastServedEpoch(): number | undefined {
    const { phase, known, counters } = this.state;
    return known && (phase === 'Live' || phase === 'Reconnecting') ? counters.lastEpoch : undefined;
  }
}
