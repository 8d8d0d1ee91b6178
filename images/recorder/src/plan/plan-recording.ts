/**
 * From what log and bucket say to what is recorded (pure). A clip takes the segments that overlap its range: each begins with a
 * keyframe, so that nothing is encoded again.
 */

import { chooseRendition, isUsable } from '@kubecast/media/choose-rendition';
import type { RecorderConfig } from '@kubecast/media/recorder-config';
import type { ListedRung, ListedSegment } from '@kubecast/media/session-rungs';
import { RecorderError } from '../recorder-error.ts';
import { bestSegments, numberName } from './best-segments.ts';
import { type ExpectedNumber, expectedNumbers } from './expected-numbers.ts';
import type { SessionSnapshot } from './observe-session.ts';
import type { MissingReason, RecordingPlan } from './recording-plan.ts';

export type RecordingRequest = Pick<RecorderConfig, 'session' | 'rendition' | 'range'>;

/** What keeps a number's segment from being used; undefined when nothing does. */
const faultOf = (segment: ListedSegment | undefined, rung: ListedRung): MissingReason | undefined => {
  if (!segment) return 'absent';
  if (isUsable(rung, segment)) return undefined;
  return segment.sizeBytes === 0 ? 'empty' : 'noInit';
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
  const rendition = chooseRendition(snapshot.rungs, request.rendition, request.range);
  const rung = rendition === undefined ? undefined : snapshot.rungs.get(rendition);
  if (rendition === undefined || !rung) throw noMedia(request);
  const listed = bestSegments(rung.segments);
  const numbers = expectedNumbers(snapshot)
    .filter((number) => isWithin(number, request.range))
    .map(({ epoch, sequence }) => {
      const segment = listed.get(numberName({ epoch, sequence }));
      return { epoch, sequence, segment, why: faultOf(segment, rung) };
    });
  const segments = numbers.flatMap(({ segment, why }) => (segment && !why ? [segment] : []));
  if (segments.length === 0) throw noMedia(request);
  const missing = numbers.flatMap(({ epoch, sequence, why }) => (why ? [{ epoch, sequence, why }] : []));
  const sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  return { rendition, segments, inits: rung.inits, missing, sizeBytes };
};
