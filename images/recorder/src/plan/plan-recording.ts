/**
 * From what log and bucket say to what is recorded (pure). A clip takes the segments that overlap its range: each begins with a
 * keyframe, so that nothing is encoded again.
 */

import { chooseRendition } from '@kubecast/media/choose-rendition';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import type { ListedRung, ListedSegment } from '@kubecast/media/session-rungs';
import { RecorderError } from '../recorder-error.ts';
import { type ExpectedNumber, expectedNumbers } from './expected-numbers.ts';
import type { SessionSnapshot } from './observe-session.ts';
import type { MissingReason, RecordingPlan } from './recording-plan.ts';

export type RecordingRequest = Pick<RecorderConfig, 'session' | 'rendition' | 'range'>;

type Name = Pick<ExpectedNumber, 'epoch' | 'sequence'>;

const nameOf = ({ epoch, sequence }: Name): string => `${epoch}-${sequence}`;

/** Of several segments by one number the longest, then the largest: a later upload of the same is never shorter. */
const isBetter = (a: ListedSegment, b: ListedSegment): boolean =>
  a.durationMs > b.durationMs || (a.durationMs === b.durationMs && a.sizeBytes > b.sizeBytes);

const byName = ({ segments }: ListedRung): ReadonlyMap<string, ListedSegment> => {
  const best = new Map<string, ListedSegment>();
  for (const segment of segments) {
    const former = best.get(nameOf(segment));
    if (!former || isBetter(segment, former)) best.set(nameOf(segment), segment);
  }
  return best;
};

/** What keeps a number's segment from being used; undefined when nothing does. */
const faultOf = (segment: ListedSegment | undefined, { inits }: ListedRung): MissingReason | undefined => {
  if (!segment) return 'absent';
  if (segment.sizeBytes === 0) return 'empty';
  return inits.has(segment.epoch) ? undefined : 'noInit';
};

const isWithin = ({ startMs, endMs }: ExpectedNumber, range: RecordingRequest['range']): boolean =>
  range === undefined || (startMs < Date.parse(range.to) && endMs > Date.parse(range.from));

const noMedia = ({ session, range }: RecordingRequest): RecorderError => {
  const what = range ? `session ${session} between ${range.from} and ${range.to}` : `session ${session}`;
  return new RecorderError(
    'NoMedia',
    `Could not record ${what}: the bucket has no segment of it that can be used; ${
      range ? 'choose a range in which the stream was live' : 'delete the Recording, nothing can be made of it'
    }`,
  );
};

/** Throws {@link RecorderError} `NoMedia` where nothing can be recorded. */
export const planRecording = (snapshot: SessionSnapshot, request: RecordingRequest): RecordingPlan => {
  const rendition = chooseRendition(snapshot.rungs, request.rendition);
  const rung = rendition === undefined ? undefined : snapshot.rungs.get(rendition);
  if (rendition === undefined || !rung) throw noMedia(request);
  const listed = byName(rung);
  const numbers = expectedNumbers(snapshot)
    .filter((number) => isWithin(number, request.range))
    .map(({ epoch, sequence }) => {
      const segment = listed.get(nameOf({ epoch, sequence }));
      return { epoch, sequence, segment, why: faultOf(segment, rung) };
    });
  const segments = numbers.flatMap(({ segment, why }) => (segment && !why ? [segment] : []));
  if (segments.length === 0) throw noMedia(request);
  const missing = numbers.flatMap(({ epoch, sequence, why }) => (why ? [{ epoch, sequence, why }] : []));
  const sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  return { rendition, segments, inits: rung.inits, missing, sizeBytes };
};
