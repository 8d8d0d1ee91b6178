/** Performs what the session decides: numbers for epochs, windows for viewers, claims for the publisher. */
import type { EpochRecord } from '@kubecast/media/epoch-record';
import type { SessionListing } from '@kubecast/media/session-listing';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { FormatRendition } from './encoder/session-format.ts';
import { EpochOutput, type EpochOutputOptions } from './epoch-output.ts';
import { keepInMemory } from './keep-in-memory.ts';
import type { MediaFile } from './origin/media-files.ts';
import { renumberedFile } from './origin/renumbered-file.ts';
import { SessionWindow } from './origin/session-window.ts';
import type { BegunEpoch } from './serve-source.ts';
import { restoreWindow, type WindowSources } from './session/restore-window.ts';
import type { DelegatedEffect } from './session/session-driver.ts';
import type { Session } from './session/session-state.ts';

export interface SessionEffectsOptions {
  readonly config: TranscoderConfig;
  readonly podUid: string;
  readonly output: EpochOutputOptions;
  /** Of the open session when the log was last read. */
  readonly listing: () => SessionListing;
  readonly disconnectEncoder: () => void;
  readonly readLog: () => void;
  readonly retire: (reason: 'shutdown' | 'superseded') => void;
}

type EffectOf<Kind extends DelegatedEffect['kind']> = Extract<DelegatedEffect, { kind: Kind }>;

/** Pictures for the thumbnail: the smallest that is not too small. */
const thumbnailRendition = (renditions: readonly FormatRendition[]): string => {
  const decent = renditions.findLast(({ width, height }) => Math.min(width, height) >= 360);
  return (decent ?? renditions[0])?.name ?? '';
};

/** See the file header. */
export class SessionEffects {
  readonly #options: SessionEffectsOptions;
  #begun: BegunEpoch | undefined;
  #output: EpochOutput | undefined;

  constructor(options: SessionEffectsOptions) {
    this.#options = options;
  }

  /** The epoch that was begun last; only once. */
  takeBegun(): BegunEpoch | undefined {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun;
  }

  readonly perform = (effect: DelegatedEffect): void => {
    switch (effect.kind) {
      case 'beginEpoch':
        this.#beginEpoch(effect);
        break;
      case 'refuseEpoch':
        this.#begun = undefined;
        break;
      case 'disconnectEncoder':
        this.#options.disconnectEncoder();
        break;
      case 'endSession':
        this.#endSession(effect);
        break;
      case 'adoptSession':
        this.showSession(effect.session, { listing: this.#options.listing(), files: [] });
        break;
      case 'renumber':
        this.#renumber(effect);
        break;
      case 'readLog':
        this.#options.readLog();
        break;
      case 'retire':
        this.#options.retire(effect.reason);
        break;
    }
  };

  /** Makes the window of a session that others, or an earlier process, served. */
  showSession(session: Session, sources: WindowSources): void {
    const window = this.#newWindow(session);
    restoreWindow(
      window,
      session.format.renditions.map(({ name }) => name),
      sources,
    );
    this.#options.output.windows.begin(window);
    this.#keepAnnounced(window);
  }

  #keepAnnounced({ sessionId, announced }: SessionWindow): void {
    const { journal, logger } = this.#options.output;
    keepInMemory(logger, 'window', () => {
      for (const [rendition, segments] of announced) journal.replace(sessionId, rendition, segments);
      journal.retain(sessionId);
    });
  }

  #beginEpoch(effect: EffectOf<'beginEpoch'>): void {
    const { session, epoch, firstSequence, anchorMs } = effect;
    const { output } = this.#options;
    const { windows, publisher, metrics, thumbnail } = output;
    const isNew = windows.of(session.id) === undefined;
    if (isNew) this.showSession(session, { listing: new Map(), files: [] });
    const { renditions } = session.format;
    const media = { source: session.source, format: session.format };
    const record = { ...this.#record(session.id, effect), media, end: false };
    publisher.beginEpoch(
      { epoch, record },
      renditions.map(({ name }) => name),
      isNew,
    );
    thumbnail.begin(thumbnailRendition(renditions));
    metrics.epochs.inc();
    output.logger.info({ session: session.id, epoch, firstSequence, isNew }, 'Beginning an epoch');
    this.#output = new EpochOutput(output, session.id);
    const { take } = this.#output;
    this.#begun = { claim: { epoch, firstSequence, anchorUnixMs: anchorMs }, emit: take };
  }

  #endSession(effect: EffectOf<'endSession'>): void {
    const { sessionId, epoch, firstSequence } = effect;
    const { windows, publisher, logger } = this.#options.output;
    logger.info({ session: sessionId, epoch, firstSequence }, 'Ending a session');
    windows.of(sessionId)?.end();
    publisher.endSession({ epoch, record: { ...this.#record(sessionId, effect), end: true } });
  }

  #renumber({ epochs, sequences }: EffectOf<'renumber'>): void {
    const { windows, publisher, files, parts, logger } = this.#options.output;
    const rename = (file: MediaFile) => renumberedFile(file, epochs, sequences);
    logger.info({ epochs, sequences }, 'Moving provisional numbers behind the log');
    this.#output?.renumber(epochs, sequences);
    windows.renumber(epochs, sequences);
    publisher.renumber(epochs, sequences, rename);
    files.renameAll(rename);
    keepInMemory(logger, 'open parts', () => parts.renumber(epochs, sequences));
    const { current } = windows;
    if (current) this.#keepAnnounced(current);
  }

  #record(
    session: string,
    { firstSequence, takesOver }: EffectOf<'beginEpoch' | 'endSession'>,
  ): Omit<EpochRecord, 'end'> {
    const { config, podUid } = this.#options;
    const { liveStreamUid, recording } = config;
    const claimedAt = new Date().toISOString();
    return { session, liveStreamUid, podUid, recording, firstSequence, claimedAt, ...(takesOver && { takesOver }) };
  }

  #newWindow(session: Session): SessionWindow {
    const { segmentSeconds, dvrWindowSeconds } = this.#options.config;
    return new SessionWindow({ sessionId: session.id, format: session.format, segmentSeconds, dvrWindowSeconds });
  }
}
