/**
 * Brings what an epoch produced into the bucket, whatever the bucket does meanwhile: claim, init, segment, playlist, in this
 * order a rendition. What waits is on disk. Nothing is uploaded before {@link Publisher.release}, nothing after a lost claim.
 */
import type { EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { streamPrefix } from '@kubecast/media/keys';
import type { Logger } from '@kubecast/media/logger';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import { type RetryOptions, retry } from '@kubecast/media/retry';
import type { Verdict } from '@kubecast/media/state-feed';
import type { MediaFile } from '../origin/media-files.ts';
import { type Claim, ClaimQueue } from './claim-queue.ts';
import { LatestUpload } from './latest-upload.ts';
import { PublishedSession, type PublishingContext, playlistContentType } from './published-session.ts';
import { RungUploader, type SpoolEntry } from './rung-uploader.ts';
import { bySpoolOrder, Spool, type SpoolInput } from './spool.ts';
import { storageVerdict } from './storage-verdict.ts';
import { TakeoverCheck } from './takeover-check.ts';
import { uploadFile } from './upload-file.ts';

export interface PublisherOptions {
  readonly context: PublishingContext;
  readonly log: EpochLog;
  readonly spoolDirectory: string;
  readonly spoolLimitBytes: number;
  /** What the spool keeps longest; the highest when not given, or where a session has none of that name. */
  readonly recordedRendition?: string | undefined;
  readonly logger: Logger;
  /** A file is in the bucket, so long after it was ready. */
  readonly onUploaded: (bytes: number, lagMs: number) => void;
  /** The highest epoch that this pod knows of. */
  readonly lastEpoch: () => number;
  /** Another pod owns a number of ours, or a later one; publishing has stopped. */
  readonly onSuperseded: (owner: EpochEntry) => void;
}

/** See the file header. {@link Publisher.stop} ends everything it has begun; what waits stays on disk. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #stopped = new AbortController();
  readonly #spool: Spool;
  readonly #claims: ClaimQueue;
  readonly #master: LatestUpload;
  readonly #thumbnail: LatestUpload;
  readonly #takeover: TakeoverCheck;
  readonly #uploaders = new Map<string, RungUploader>();
  readonly #sessions = new Map<string, PublishedSession>();
  #current: { readonly sessionId: string; readonly renditions: readonly string[] } | undefined;
  #released = false;
  #renumbered: Promise<void> = Promise.resolve();
  #fault: Error | undefined;
  #isDiscarded = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#spool = new Spool({
      directory: options.spoolDirectory,
      limitBytes: options.spoolLimitBytes,
      release: (entry) => !this.#released || this.#uploader(entry.rendition).drop(entry),
      onFault: (error) => options.logger.error({ err: error }, 'Losing a file that the spool could not keep'),
    });
    this.#claims = new ClaimQueue({
      directory: `${options.spoolDirectory}/claims`,
      claim: (claim) => this.#retry(() => options.log.claim(claim.epoch, claim.record, this.#stopped.signal)),
      drained: (epoch) => this.#spool.backlog.empty(epoch),
      ended: (claim) => this.#endPlaylists(claim.record.session),
      onLost: (owner) => this.#supersede(owner),
      onFault: (consequence, path, error) => options.logger.error({ err: error, path }, consequence),
    });
    this.#takeover = new TakeoverCheck({
      log: options.log,
      pending: () => this.#claims.pending,
      lastEpoch: options.lastEpoch,
      signal: this.#stopped.signal,
    });
    this.#master = this.#latest('master.m3u8', playlistContentType);
    this.#thumbnail = this.#latest('thumbnail.jpg', 'image/jpeg');
  }

  /** What is not in the bucket yet. */
  get waitingFiles(): readonly MediaFile[] {
    return this.#spool.backlog.entries;
  }

  get backlogBytes(): number {
    return this.#spool.backlog.bytes;
  }

  get backlogFiles(): number {
    return this.#spool.backlog.entries.length;
  }

  /** The epoch log is known: claims and uploads begin, with what an earlier process left first. */
  async release(): Promise<void> {
    await this.#renumbered;
    if (this.#released) return;
    this.#released = true;
    this.#claims.start();
    for (const entry of this.#spool.backlog.entries.toSorted(bySpoolOrder)) this.#queue(entry);
  }

  /** A session that begins with this epoch, or goes on with it. The claim follows behind. */
  beginEpoch(claim: Claim, renditions: readonly string[], isNew: boolean): void {
    const { session: sessionId } = claim.record;
    if (isNew) this.#sessions.set(sessionId, new PublishedSession(sessionId, this.#options.context, true));
    if (this.#current?.sessionId !== sessionId) this.#closeLatest();
    this.#current = { sessionId, renditions };
    this.#spool.recordedRendition =
      renditions.find((name) => name === this.#options.recordedRendition) ?? renditions[0] ?? '';
    this.#claims.add(claim);
  }

  /** A file is ready. It is on its way to the disk when this returns; not behind {@link discard}: its number is another's. */
  accept(input: SpoolInput): void {
    if (this.#isDiscarded) return;
    const entry = this.#spool.add(input);
    if (!entry) {
      const { rendition, fileName } = input.file;
      this.#options.logger.error({ rendition, fileName }, 'Losing a file because the spool is full');
      return;
    }
    if (this.#released) this.#queue(entry);
  }

  /** An epoch is over: what its playlists do not name yet is named soon. */
  flush(): void {
    for (const uploader of this.#uploaders.values()) uploader.flush();
  }

  /** Claims the end behind all media, then ends the playlists in the bucket. */
  endSession(claim: Claim): void {
    this.#claims.add(claim);
  }

  /** Moves provisional numbers; only before {@link release}. */
  renumber(epochs: number, sequences: number, rename: (file: MediaFile) => MediaFile): void {
    this.#claims.renumber(epochs, sequences);
    this.#renumbered = this.#spool.renameAll(rename);
  }

  offerMaster(text: string): void {
    this.#master.offer(text);
  }

  offerThumbnail(jpeg: Buffer): void {
    this.#thumbnail.offer(jpeg);
  }

  /** A file that is not in the bucket yet. */
  readWaiting(file: MediaFile): Promise<Buffer | undefined> {
    return this.#spool.read(file);
  }

  lagMs(nowMs: number): number {
    return this.#spool.backlog.oldestAgeMs(nowMs);
  }

  verdict(nowMs: number): Verdict {
    const { segmentSeconds } = this.#options.context;
    const { isFull: spoolFull } = this.#spool;
    return storageVerdict({ segmentSeconds, spoolFull, fault: this.#fault, lagMs: this.lagMs(nowMs) });
  }

  /** A failure that somebody else had with the bucket, or its success. */
  noteFault(fault: unknown): void {
    if (fault instanceof BucketRefusesError && !(this.#fault instanceof BucketRefusesError)) {
      this.#options.logger.error({ err: fault }, 'Waiting for a bucket that refuses');
    }
    this.#fault = fault instanceof Error ? fault : undefined;
  }

  /** Resolves when everything is in the bucket and a successor has been told so; rejects when publishing stops before. */
  async drain(): Promise<void> {
    const { signal } = this.#stopped;
    signal.throwIfAborted();
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    await Promise.race([this.#drain(), stopped]);
  }

  /** Ends all that is under way; what waits stays on disk. */
  stop(): void {
    this.#stopped.abort(new Error('Publishing has stopped'));
  }

  /** Another pod has taken over: what waits carries numbers that are not ours, and is forgotten. */
  discard(): void {
    this.#isDiscarded = true;
    this.stop();
    this.#claims.discard();
    this.#spool.discard();
  }

  async #drain(): Promise<void> {
    await this.#spool.backlog.empty();
    await this.#claims.idle();
    const session = this.#current && this.#sessions.get(this.#current.sessionId);
    if (session) await this.#retry(() => session.handOver(this.#stopped.signal));
    await Promise.all([this.#master.idle(), this.#thumbnail.idle()]);
  }

  #queue(entry: SpoolEntry): void {
    this.#uploader(entry.rendition).add(entry);
  }

  #uploader(rendition: string): RungUploader {
    const known = this.#uploaders.get(rendition);
    if (known) return known;
    const uploader = new RungUploader({
      claimed: (epoch) => this.#claims.won(epoch),
      upload: (entry) => this.#upload(entry),
      putPlaylist: (sessionId, name) => this.#putPlaylist(sessionId, name),
      done: (entry) => this.#spool.done(entry),
    });
    this.#uploaders.set(rendition, uploader);
    return uploader;
  }

  async #upload(entry: SpoolEntry): Promise<boolean> {
    const session = await this.#session(entry.session);
    const { context } = this.#options;
    const sent = await this.#retry(async () => {
      await this.#ensureOwner();
      return uploadFile({ context, spool: this.#spool, entry, session, signal: this.#stopped.signal });
    });
    if (sent) this.#options.onUploaded(entry.bytes, Date.now() - entry.readyAtMs);
    return sent;
  }

  async #putPlaylist(sessionId: string, rendition: string): Promise<number> {
    const session = await this.#session(sessionId);
    const bytes = await this.#retry(async () => {
      await this.#ensureOwner();
      return session.putPlaylist(rendition, this.#stopped.signal);
    });
    const isComplete = this.#current?.renditions.every((name) => session.published.has(name)) ?? false;
    if (this.#current?.sessionId === sessionId && isComplete) {
      this.#master.open();
      this.#thumbnail.open();
    }
    return bytes;
  }

  /** Throws the store's errors, and the reason for which publishing has stopped. */
  async #ensureOwner(): Promise<void> {
    const owner = await this.#takeover.owner();
    if (owner) this.#supersede(owner);
    this.#stopped.signal.throwIfAborted();
  }

  async #endPlaylists(sessionId: string): Promise<void> {
    const session = await this.#session(sessionId);
    await this.#retry(() => session.end(this.#stopped.signal));
    this.#sessions.delete(sessionId);
  }

  /** A session that this process did not begin is listed before anything is added to it. */
  async #session(sessionId: string): Promise<PublishedSession> {
    const session = this.#sessions.get(sessionId) ?? new PublishedSession(sessionId, this.#options.context, false);
    this.#sessions.set(sessionId, session);
    await this.#retry(() => session.ensureListed(this.#stopped.signal));
    return session;
  }

  #closeLatest(): void {
    this.#master.close();
    this.#thumbnail.close();
  }

  #latest(name: string, contentType: string): LatestUpload {
    const { store, stream } = this.#options.context;
    const key = streamPrefix(stream) + name;
    const { signal } = this.#stopped;
    const put = (body: Buffer | string) => store.put(key, body, { contentType, cacheControl: 'no-cache', signal });
    return new LatestUpload(put, this.#retryOptions());
  }

  #supersede(owner: EpochEntry): void {
    if (this.#stopped.signal.aborted) return;
    this.stop();
    this.#options.onSuperseded(owner);
  }

  #retryOptions(): RetryOptions {
    return { signal: this.#stopped.signal, onFault: (error) => this.noteFault(error) };
  }

  async #retry<T>(action: () => Promise<T>): Promise<T> {
    const outcome = await retry(action, this.#retryOptions());
    this.noteFault(undefined);
    return outcome;
  }
}
