/** The table of what cuts of the node's power cost a recording. */
import { type Column, secondsCell } from '../table.ts';
import type { KillMeasures } from './measure-kill.ts';

const recorderCell = ({ recorder }: KillMeasures): string =>
  recorder ? `${recorder.phase ?? 'not begun'}, ${secondsCell(recorder.measures.overAfterSeconds)}` : '–';

const framesCell = ({ live }: KillMeasures): string =>
  live.map(({ videoFrames, bucketFrames }) => `${videoFrames} of ${bucketFrames}`).join(', ');

const completeCell = ({ live }: KillMeasures): string =>
  secondsCell(Math.max(...live.map(({ overAfterSeconds }) => overAfterSeconds)));

/** In the order of the table. */
export const killColumns: readonly Column<KillMeasures>[] = [
  { heading: 'moment (s)', cell: ({ momentSeconds }) => secondsCell(momentSeconds) },
  { heading: 'down (s)', cell: ({ downSeconds }) => secondsCell(downSeconds) },
  { heading: 'sessions', cell: ({ live }) => String(live.length) },
  { heading: 'drawn before', cell: ({ before }) => String(before.drawn) },
  { heading: 'in the bucket', cell: ({ before }) => String(before.bucket) },
  { heading: 'in the video', cell: ({ before }) => String(before.video) },
  { heading: 'lost (s)', cell: ({ lostSeconds }) => secondsCell(lostSeconds) },
  { heading: 'frames of all', cell: framesCell },
  { heading: 'complete after (s)', cell: completeCell },
  { heading: 'recorder at work', cell: recorderCell },
];
