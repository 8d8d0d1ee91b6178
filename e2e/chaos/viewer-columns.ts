/** The table of what faults cost a viewer. */
import type { Measures } from './measure.ts';
import { type Column, secondsCell } from './table.ts';

const seconds = (value: number | undefined): string =>
  value === undefined || Number.isFinite(value) ? secondsCell(value) : 'no picture';

/** In the order of the table. */
export const viewerColumns: readonly Column<Measures>[] = [
  { heading: 'picture stood (s)', cell: ({ worst }) => seconds(worst.frozenSeconds) },
  { heading: 'never seen (s)', cell: ({ worst }) => seconds(worst.missedSeconds) },
  { heading: 'resume (s)', cell: ({ worst }) => seconds(worst.resumeSeconds) },
  { heading: 'back after (s)', cell: ({ backAfterSeconds }) => seconds(backAfterSeconds) },
  { heading: 'encoder back (s)', cell: ({ encoderBackSeconds }) => seconds(encoderBackSeconds) },
  { heading: 'frames lost', cell: ({ framesLost }) => (framesLost === undefined ? '–' : String(framesLost)) },
  { heading: 'sessions', cell: ({ sessions }) => String(sessions.length) },
  { heading: 'discontinuities', cell: ({ discontinuities }) => String(discontinuities) },
  { heading: 'numbers skipped', cell: ({ skippedNumbers }) => String(skippedNumbers) },
  { heading: 'never served', cell: ({ unserved }) => String(unserved) },
  { heading: 'not in the bucket', cell: ({ unstoredBeforeFault }) => String(unstoredBeforeFault?.length ?? '–') },
  { heading: 'catch-up (× real time)', cell: ({ catchUpSpeed }) => catchUpSpeed?.toFixed(1) ?? '–' },
  { heading: 'reloads', cell: ({ reloads }) => String(reloads) },
  { heading: 'fatal errors', cell: ({ fatalErrors }) => String(fatalErrors) },
];
