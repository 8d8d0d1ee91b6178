/** Sees that the picture stands still although it should move, and does what `decide-on-stall.ts` says. */
import { behindSeconds, type DvrWindow, isAtLiveEdge } from '../dvr-window.ts';
import type { EngineContext } from '../engine.ts';
import { callEvery } from '../timing.ts';
import { bufferedEnd } from './buffered-end.ts';
import {
  decideOnStall,
  enoughAheadSeconds,
  type StallAction,
  type StallObservation,
  type StallPhase,
} from './decide-on-stall.ts';
import type { DeliveryVerdict } from './delivery.ts';
import { isLeftBehind } from './is-left-behind.ts';

const lookMs = 250;
const nudgeSeconds = 0.001;
/** So many segments long at the live edge, and one is back there: the first playlists after an interruption may be old ones. */
const steadySegments = 3;

type StallContext = Pick<EngineContext, 'video' | 'store' | 'rebuild'>;

const pictureHasBegun = ({ store }: StallContext): boolean => {
  const { phase, window } = store.getSnapshot();
  if (!window) return false;
  return phase === 'playing' || phase === 'buffering' || phase === 'reconnecting' || phase === 'disconnected';
};

export class StallWatch {
  readonly #context: StallContext;
  readonly #verdict: () => DeliveryVerdict;
  #positionSeconds: number;
  #movedAtMs = performance.now();
  /** Since when it could have moved and did not; undefined while it could not. */
  #couldMoveSinceMs: number | undefined;
  #hadData = false;
  /** The viewer was told of an interruption, and is not back at the live edge yet. */
  #wasInterrupted = false;
  #atEdgeSinceMs: number | undefined;
  /** Where the data ended that the last nudge was for. */
  #nudgedForSeconds = Number.NEGATIVE_INFINITY;

  constructor(context: StallContext, verdict: () => DeliveryVerdict) {
    this.#context = context;
    this.#verdict = verdict;
    this.#positionSeconds = context.video.currentTime;
  }

  /** Begins with the first picture: before it, loading is what takes the time. A seek under way is no news. */
  look(): void {
    const { video } = this.#context;
    if (!pictureHasBegun(this.#context) || video.paused || video.ended) this.#moved();
    else if (!video.seeking) this.#compare();
  }

  #compare(): void {
    const { video, store } = this.#context;
    if (video.currentTime === this.#positionSeconds) {
      this.#act(decideOnStall(this.#observe()));
      return;
    }
    this.#moved();
    store.update({ phase: 'playing' });
    this.#catchUp();
  }

  #moved(): void {
    this.#positionSeconds = this.#context.video.currentTime;
    this.#movedAtMs = performance.now();
    this.#couldMoveSinceMs = undefined;
    this.#nudgedForSeconds = Number.NEGATIVE_INFINITY;
  }

  /** Whoever follows the live edge and lost it to an interruption is taken back. */
  #catchUp(): void {
    const { video, store } = this.#context;
    const { window, followsLive } = store.getSnapshot();
    if (!window || !followsLive || this.#verdict() !== 'flowing') return;
    const now = { ...window, positionSeconds: video.currentTime };
    if (isLeftBehind(now, this.#wasInterrupted)) video.currentTime = window.liveSeconds;
    this.#noteWhetherIsBack(now);
  }

  #noteWhetherIsBack(now: DvrWindow): void {
    if (!isAtLiveEdge(now)) {
      this.#atEdgeSinceMs = undefined;
      return;
    }
    this.#atEdgeSinceMs ??= performance.now();
    const steadyMs = steadySegments * now.targetDurationSeconds * 1_000;
    if (performance.now() - this.#atEdgeSinceMs >= steadyMs) this.#wasInterrupted = false;
  }

  #observe(): StallObservation {
    const { video } = this.#context;
    const [nowMs, delivery] = [performance.now(), this.#verdict()];
    const endSeconds = bufferedEnd(video);
    const aheadSeconds = endSeconds - video.currentTime;
    this.#noteWhetherItCouldMove(aheadSeconds, delivery);
    return {
      stillMs: nowMs - this.#movedAtMs,
      couldMoveMs: nowMs - (this.#couldMoveSinceMs ?? nowMs),
      aheadSeconds,
      hasNudged: endSeconds <= this.#nudgedForSeconds,
      delivery,
    };
  }

  #noteWhetherItCouldMove(aheadSeconds: number, delivery: DeliveryVerdict): void {
    const { video, store } = this.#context;
    const { window } = store.getSnapshot();
    const isDue = window !== undefined && behindSeconds({ ...window, positionSeconds: video.currentTime }) > 0;
    const isAnswered = delivery === 'flowing' || delivery === 'still';
    const hasData = aheadSeconds >= enoughAheadSeconds;
    // What came at last gets its own time.
    if (hasData !== this.#hadData || !isAnswered) this.#couldMoveSinceMs = undefined;
    this.#hadData = hasData;
    if (isAnswered && (isDue || hasData)) this.#couldMoveSinceMs ??= performance.now();
  }

  #act(action: StallAction): void {
    const { rebuild } = this.#context;
    if (action.kind === 'tell') this.#tell(action.phase);
    if (action.kind === 'rebuild') rebuild();
    if (action.kind === 'nudge') this.#nudge();
  }

  #tell(phase: StallPhase): void {
    this.#context.store.update({ phase });
    if (phase === 'buffering') return;
    this.#wasInterrupted = true;
    this.#atEdgeSinceMs = undefined;
  }

  #nudge(): void {
    const { video } = this.#context;
    this.#nudgedForSeconds = bufferedEnd(video);
    video.currentTime += nudgeSeconds;
    this.#positionSeconds = video.currentTime;
  }
}

/** Watches until the context's signal; `onData` makes it look at once. */
export const watchStalls = (
  context: EngineContext,
  verdict: () => DeliveryVerdict,
): { readonly onData: () => void } => {
  const watch = new StallWatch(context, verdict);
  const look = (): void => watch.look();
  callEvery(lookMs, context.signal, look);
  return { onData: look };
};
