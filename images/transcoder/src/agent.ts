/**
 * The transcoder agent: everything of a pod but its command line. It listens for callers, serves them epoch by epoch, answers
 * as origin, uploads behind, and tells its state. It ends when it is told to (drained) or when another pod has taken over.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHttpServer, stopHttpServer } from '@kubecast/media/http-server';
import type { Logger } from '@kubecast/media/logger';
import type { TranscoderState } from '@kubecast/media/state-feed';
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import { agentRoutes } from './agent-routes.ts';
import { openStorage } from './agent-storage.ts';
import type { RunEpoch } from './encoder/epoch-contract.ts';
import { runEpoch } from './encoder/run-epoch.ts';
import { ListeningCheck } from './ingest/listening-check.ts';
import { serveCallers } from './ingest/serve-callers.ts';
import type { TransportSource } from './ingest/transport-source.ts';
import { serveSource } from './serve-source.ts';
import { type ServiceEnd, SessionService } from './session-service.ts';
import { IngestHealth } from './state/ingest-health.ts';
import { ingestDemandsFor } from './state/ingest-rule.ts';
import { createMetrics, type Metrics } from './state/metrics.ts';
import { sessionDocument } from './state/session-document.ts';
import { StateFeed } from './state/state-feed.ts';

export interface AgentOptions {
  readonly config: TranscoderConfig;
  readonly podUid: string;
  readonly directories: { readonly secrets: string; readonly window: string; readonly spool: string };
  /** SRT by UDP, HTTP by TCP. */
  readonly ports: { readonly srt: number; readonly http: number };
  readonly logger: Logger;
  /** From the signal to the end, by default less than the pod's termination grace of 60 s. */
  readonly drainTimeoutMs?: number;
}

const defaultDrainTimeoutMs = 55_000;
/** Verdicts depend on time: lag grows by itself. */
const refreshEveryMs = 1_000;

/** One life of the agent; {@link runAgent} is its way in. */
class Agent {
  readonly #options: AgentOptions;
  readonly #storage: ReturnType<typeof openStorage>;
  readonly #metrics: Metrics;
  readonly #health: IngestHealth;
  readonly #session: SessionService;
  readonly #feed: StateFeed;
  readonly #over = new AbortController();
  readonly #listening: ListeningCheck;
  #caller = new AbortController();
  #hasBegun = false;
  #accepts = false;

  constructor(options: AgentOptions) {
    const { config, podUid, directories, logger } = options;
    this.#options = options;
    this.#storage = openStorage(config, directories.secrets);
    this.#metrics = createMetrics(() => this.#sample());
    this.#health = new IngestHealth(ingestDemandsFor(config));
    this.#listening = new ListeningCheck(options.ports.srt);
    this.#session = new SessionService({
      config,
      podUid,
      directories,
      storage: this.#storage,
      metrics: this.#metrics,
      logger,
      onChange: () => this.#refresh(),
      disconnectEncoder: () => this.#caller.abort(new Error('The session wants no more of this caller')),
    });
    this.#feed = new StateFeed(this.#document());
  }

  async run(signal: AbortSignal): Promise<ServiceEnd> {
    const listening = startHttpServer(this.#routes(), this.#options.ports.http, this.#options.logger);
    const timer = setInterval(() => this.#refresh(), refreshEveryMs);
    try {
      await listening;
      return await this.#serve(signal);
    } finally {
      clearInterval(timer);
      this.#feed.close();
      this.#session.close();
      this.#storage.store.close();
      // Where it never listened, that has been thrown already.
      await listening.then(stopHttpServer, () => undefined);
    }
  }

  async #serve(signal: AbortSignal): Promise<ServiceEnd> {
    const overdue = this.#overdue(signal);
    await this.#session.begin();
    this.#refresh();
    this.#hasBegun = true;
    const shutDown = (): void => this.#session.dispatch({ kind: 'shutdown' });
    signal.addEventListener('abort', shutDown, { once: true });
    if (signal.aborted) shutDown();
    this.#accepts = !signal.aborted;
    const serving = this.#serveCallers(AbortSignal.any([signal, this.#over.signal]));
    const end = await Promise.race([this.#session.ended, overdue]);
    this.#accepts = false;
    this.#over.abort(new Error('The agent is ending'));
    this.#options.logger.info({ end }, 'Ending');
    await (end === 'shutdown' ? this.#drain(overdue) : this.#session.publisher.discard());
    await serving;
    return end;
  }

  #serveCallers(signal: AbortSignal): Promise<void> {
    const { config, directories, ports, logger } = this.#options;
    return serveCallers(
      {
        port: ports.srt,
        latencyMs: config.srtLatencyMs,
        passphraseFile: join(directories.secrets, 'passphrase'),
        statisticsFile: join(directories.window, 'srt-statistics.json'),
        serve: (source) => this.#serveCaller(source),
        onStatistics: (statistics) => {
          this.#metrics.observeSrt(statistics);
          this.#health.noteLine(statistics);
        },
        logger,
      },
      signal,
    );
  }

  async #serveCaller(source: TransportSource): Promise<void> {
    const { config, logger } = this.#options;
    const session = this.#session;
    this.#caller = new AbortController();
    this.#health.connect(source);
    session.noteCaller();
    const runMeasured: RunEpoch = (options, end) =>
      runEpoch({ ...options, onMeasured: (measurement) => this.#health.noteContent(measurement) }, end);
    const options = {
      config,
      runEpoch: runMeasured,
      logger,
      dispatch: session.dispatch,
      format: () => session.format(),
      takeBegun: () => session.takeBegun(),
      onOutcome: (outcome: Parameters<IngestHealth['end']>[0]) => {
        this.#metrics.epochEnds.inc({ outcome: outcome.kind });
        logger.info({ outcome }, 'Ending an epoch');
        this.#health.end(outcome);
      },
    };
    try {
      await serveSource(source, options, AbortSignal.any([this.#caller.signal, this.#over.signal]));
    } catch (error) {
      logger.error({ err: error }, 'Serving a caller failed');
      session.dispatch({ kind: 'epochEnded', atMs: Date.now(), cause: 'dropped' });
    }
    this.#health.disconnect();
    this.#refresh();
  }

  /** One deadline for all that is done after the signal: the last pictures, the last uploads. */
  async #overdue(signal: AbortSignal): Promise<'shutdown'> {
    const { drainTimeoutMs = defaultDrainTimeoutMs } = this.#options;
    if (!signal.aborted) await once(signal, 'abort');
    return sleep(drainTimeoutMs, 'shutdown', { ref: false });
  }

  async #drain(overdue: Promise<unknown>): Promise<void> {
    const { publisher } = this.#session;
    const drained = publisher.drain().then(
      () => 'drained',
      () => 'superseded',
    );
    const outcome = await Promise.race([drained, overdue]);
    if (outcome === 'superseded') publisher.discard();
    if (outcome === 'shutdown') {
      this.#options.logger.error({ files: publisher.backlogFiles }, 'Leaving files that are not uploaded');
    }
  }

  #refresh(): void {
    const { state } = this.#session;
    this.#metrics.live.set(state.phase === 'Live' ? 1 : 0);
    const { encodeLagSeconds } = this.#session;
    if (state.phase === 'Live') this.#health.observe({ source: state.session.source, encodeLagSeconds });
    this.#metrics.reportIngest(this.#health.report);
    this.#feed.set(this.#document());
  }

  #document(): TranscoderState {
    const { config, podUid } = this.#options;
    const session = sessionDocument(this.#session.state, config.recording);
    const storage = this.#session.publisher.verdict(Date.now());
    const { liveStreamUid } = config;
    return { podUid, liveStreamUid, ...(session && { session }), ingest: this.#health.verdict, storage };
  }

  #sample() {
    const { publisher, files } = this.#session;
    return {
      spoolBytes: publisher.backlogBytes,
      queuedFiles: publisher.backlogFiles,
      lagSeconds: publisher.lagMs(Date.now()) / 1000,
      windowBytes: files.bytes,
    };
  }

  #routes() {
    const { config, directories } = this.#options;
    const { namespace, stream } = config;
    const { windows, thumbnail } = this.#session;
    return agentRoutes({
      secretsDirectory: directories.secrets,
      origin: {
        stream: { namespace, stream },
        windows,
        readFile: (file) => this.#session.readFile(file),
        thumbnail: () => thumbnail.latest,
      },
      feed: this.#feed,
      metrics: this.#metrics,
      hasBegun: () => this.#hasBegun,
      knowsNumbers: () => this.#session.state.known,
      isReady: async () => this.#accepts && (await this.#listening.isListening()),
      endSession: () => this.#session.dispatch({ kind: 'endRequested', atMs: Date.now() }),
    });
  }
}

/** Serves until `signal` aborts (then everything is uploaded, the session stays open) or another pod takes over. */
export const runAgent = (options: AgentOptions, signal: AbortSignal): Promise<ServiceEnd> =>
  new Agent(options).run(signal);
