/** Figures of an observation. Pure. Seconds throughout. */
import { parseSegmentName } from '@kubecast/media/keys';
import { skippedNumbers } from './numbering.ts';
import type { EncoderConnection, ListedMedia, Observation, SeenPicture } from './observation.ts';
import { catchUpSpeed, sameMomentMs, unstoredBeforeFault } from './storage-figures.ts';

/** What a viewer lost by one fault. */
export interface Gap {
  /** The longest time without a picture that the viewer had not seen before. */
  readonly frozenSeconds: number;
  /** The longest jump of the source's clock from one picture to the next: what the viewer never saw. */
  readonly missedSeconds: number;
  /**
   * From when new media was there, and the old one played out, to the first new picture. 0 where no fault of the stream
   * was seen.
   */
  readonly resumeSeconds: number;
}

export interface Measures {
  /** One for each fault. */
  readonly gaps: readonly Gap[];
  readonly worst: Gap;
  /** From the first fault to the last return of the picture: undefined where nothing was seen of it. */
  readonly backAfterSeconds: number | undefined;
  readonly framesLost: number | undefined;
  readonly sessions: readonly string[];
  readonly discontinuities: number;
  /** Numbers without a segment. */
  readonly skippedNumbers: number;
  /** Of these, more than a pod leaves out that goes on behind one which nobody saw go. */
  readonly numbersBeyondRule: number;
  /** Files that were named and never there. */
  readonly unserved: number;
  /** A figure for each file that was listed and is not in the bucket: so many seconds before a fault it was listed. */
  readonly unstoredBeforeFault: readonly number[] | undefined;
  /** Segments that were listed shortly before a fault. */
  readonly listedLast: readonly { readonly sequence: number; readonly secondsBefore: number }[];
  /** Of media that had to wait for the object store, × real time; undefined where none had to. */
  readonly catchUpSpeed: number | undefined;
  readonly reloads: number;
  readonly rebuilds: number;
  readonly fatalErrors: number;
  readonly playlistFaults: readonly string[];
  /** Connections that the encoder had to make anew. */
  readonly reconnects: number;
  /** The longest time from a fault to the encoder's media getting through again; undefined without a reconnect. */
  readonly encoderBackSeconds: number | undefined;
}

/** Pictures as a viewer has them at 30 a second, on a busy machine: shorter than this is no gap that one sees. */
export const visibleGapSeconds = 0.2;

interface Step {
  readonly before: SeenPicture;
  readonly after: SeenPicture;
}

const nameOf = ({ uri }: ListedMedia) => parseSegmentName(uri.split('/').at(-1) ?? '');

const stepsOf = (pictures: readonly SeenPicture[]): readonly Step[] =>
  pictures.slice(1).flatMap((after, index) => {
    const before = pictures[index];
    return before ? [{ before, after }] : [];
  });

const frozenMs = ({ before, after }: Step): number => after.shownMs - before.shownMs;
const missedMs = ({ before, after }: Step): number => after.codedMs - before.codedMs;

const longest = (steps: readonly Step[], lengthOf: (step: Step) => number): Step | undefined =>
  steps.reduce<Step | undefined>((best, step) => (best && lengthOf(best) >= lengthOf(step) ? best : step), undefined);

/** Pictures that the viewer had not seen before: a player that begins anew may show some again. */
const newPictures = (pictures: readonly SeenPicture[]): readonly SeenPicture[] => {
  let newest = Number.NEGATIVE_INFINITY;
  return pictures.filter(({ codedMs }) => {
    const isNew = codedMs > newest;
    if (isNew) newest = codedMs;
    return isNew;
  });
};

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** A player is sure of a picture's date a second after a gap, and for some seconds the source is the same distance from it. */
const sureAfterMs = 1_000;
const sureForMs = 5_000;

/** The picture's date in the playlist, from the dates of those after it: its own is the player's guess right after a gap. */
const programOf = (picture: SeenPicture, pictures: readonly SeenPicture[]): number => {
  const sure = pictures.filter(({ codedMs, programMs }) => {
    const afterMs = codedMs - picture.codedMs;
    return afterMs > sureAfterMs && afterMs < sureForMs && !Number.isNaN(programMs);
  });
  return picture.codedMs + middle(sure.map(({ codedMs, programMs }) => programMs - codedMs));
};

/** When the segment with this date was listed, by the dates in the names; in a gap, the one after it. */
const listedAt = (listed: readonly ListedMedia[], programMs: number): number | undefined =>
  listed.find((segment) => {
    const name = nameOf(segment);
    return name !== undefined && programMs < name.startUnixMs + name.durationMs;
  })?.listedMs;

const resumeMs = (freeze: Step, { listed, pictures }: Observation): number => {
  if (frozenMs(freeze) < visibleGapSeconds * 1_000) return 0;
  const thereMs = listedAt(listed, programOf(freeze.after, pictures)) ?? freeze.before.shownMs;
  return Math.max(0, freeze.after.shownMs - Math.max(thereMs, freeze.before.shownMs));
};

const gapBetween = (observation: Observation, fromMs: number, toMs: number): Gap => {
  const pictures = newPictures(observation.pictures);
  const seen = pictures.filter(({ shownMs }) => shownMs >= fromMs && shownMs < toMs);
  const last = pictures.findLast(({ shownMs }) => shownMs < fromMs);
  const steps = stepsOf(last ? [last, ...seen] : seen);
  const freeze = longest(steps, frozenMs);
  const jump = longest(steps, missedMs);
  if (!freeze || !jump) return { frozenSeconds: Infinity, missedSeconds: Infinity, resumeSeconds: Infinity };
  return {
    frozenSeconds: frozenMs(freeze) / 1_000,
    missedSeconds: missedMs(jump) / 1_000,
    resumeSeconds: resumeMs(freeze, observation) / 1_000,
  };
};

const worstOf = (gaps: readonly Gap[]): Gap => ({
  frozenSeconds: Math.max(...gaps.map(({ frozenSeconds }) => frozenSeconds)),
  missedSeconds: Math.max(...gaps.map(({ missedSeconds }) => missedSeconds)),
  resumeSeconds: Math.max(...gaps.map(({ resumeSeconds }) => resumeSeconds)),
});

/** The last step that a viewer sees as a gap ends it. */
const backAfter = ({ pictures, faultsMs }: Observation): number | undefined => {
  const [firstMs = Number.NaN] = faultsMs;
  const isSeen = (step: Step): boolean => Math.max(frozenMs(step), missedMs(step)) >= visibleGapSeconds * 1_000;
  const last = stepsOf(newPictures(pictures).filter(({ shownMs }) => shownMs >= firstMs)).findLast(isSeen);
  return last && (last.after.shownMs - firstMs) / 1_000;
};

const sessionOf = ({ uri }: ListedMedia): string => uri.split('/').at(-3) ?? '';

/** Connections that began after the first fault. */
const reconnectsOf = ({ connections, faultsMs }: Observation): readonly EncoderConnection[] =>
  connections.filter(({ openedMs }) => openedMs > (faultsMs[0] ?? 0));

const encoderBack = (observation: Observation): number | undefined => {
  const times = reconnectsOf(observation).map(({ firstMediaMs }) => {
    const faultMs = observation.faultsMs.findLast((ms) => ms <= firstMediaMs) ?? firstMediaMs;
    return (firstMediaMs - faultMs) / 1_000;
  });
  return times.length > 0 ? Math.max(...times) : undefined;
};

const lastSeconds = 5;

const listedLast = ({ listed, faultsMs }: Observation): Measures['listedLast'] =>
  listed.flatMap(({ sequence, listedMs }) => {
    const secondsBefore = ((faultsMs.find((ms) => ms >= listedMs - sameMomentMs) ?? Infinity) - listedMs) / 1_000;
    return secondsBefore <= lastSeconds ? [{ sequence, secondsBefore }] : [];
  });

const losses = ({ listed, missing, stored, faultsMs }: Observation) => {
  const { skipped, beyondRule } = skippedNumbers(listed);
  return {
    skippedNumbers: skipped,
    numbersBeyondRule: beyondRule,
    unserved: missing.length,
    unstoredBeforeFault: stored && unstoredBeforeFault(stored, faultsMs),
    catchUpSpeed: stored && catchUpSpeed(stored),
  };
};

/** See the file header. */
export const measure = (observation: Observation): Measures => {
  const { faultsMs, listed, errors } = observation;
  const gaps = faultsMs.map((fromMs, index) => gapBetween(observation, fromMs, faultsMs[index + 1] ?? Infinity));
  const discontinuities = listed.map(({ discontinuity }) => discontinuity);
  return {
    gaps,
    worst: worstOf(gaps),
    backAfterSeconds: backAfter(observation),
    framesLost: observation.framesLost,
    sessions: [...new Set(listed.map(sessionOf))],
    discontinuities: Math.max(0, ...discontinuities) - Math.min(...discontinuities, Math.max(0, ...discontinuities)),
    ...losses(observation),
    listedLast: listedLast(observation),
    reloads: observation.reloads,
    rebuilds: observation.rebuilds,
    fatalErrors: errors.filter(({ fatal }) => fatal).length,
    playlistFaults: observation.playlistFaults,
    reconnects: reconnectsOf(observation).length,
    encoderBackSeconds: encoderBack(observation),
  };
};
