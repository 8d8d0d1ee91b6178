/** The table of what faults cost a recording. */
import { type Column, secondsCell } from '../table.ts';
import type { RecordingMeasures } from './measure.ts';

const twinCell = (unlike: readonly string[] | undefined): string => {
  if (unlike === undefined) return '–';
  return unlike.length === 0 ? 'yes' : unlike.join(', ');
};

/** In the order of the table. */
export const recordingColumns: readonly Column<RecordingMeasures>[] = [
  {
    heading: 'complete after (s)',
    cell: ({ isKept, overAfterSeconds }) => (isKept ? secondsCell(overAfterSeconds) : '–'),
  },
  { heading: 'gone after (s)', cell: ({ isKept, overAfterSeconds }) => (isKept ? '–' : secondsCell(overAfterSeconds)) },
  { heading: 'recorders', cell: ({ recorders }) => String(recorders) },
  { heading: 'frames in the bucket', cell: ({ isKept, bucketFrames }) => (isKept ? String(bucketFrames) : '–') },
  { heading: 'frames in the video', cell: ({ isKept, videoFrames }) => (isKept ? String(videoFrames) : '–') },
  { heading: 'gaps listed', cell: ({ gaps }) => String(gaps) },
  { heading: 'missing listed', cell: ({ missing }) => String(missing) },
  { heading: 'same bytes', cell: ({ unlikeTwin }) => twinCell(unlikeTwin) },
  { heading: 'left behind', cell: ({ leftBehind }) => String(leftBehind.length) },
];
