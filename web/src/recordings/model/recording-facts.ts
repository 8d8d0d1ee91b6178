/** What a recording's row says of its media. Pure but for the viewer's zone. */
import type { Recording } from '../../api/generated/schemas.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatClockTime } from '../../format/format-date-time.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { spellDuration } from '../../format/spell-duration.ts';

const isSaid = (fact: string | false): fact is string => fact !== false;

/** Length, size and resolution, as far as they are known: `1:02`, `15 MB`, `1280 × 720`. */
export const mediaFacts = ({ durationSeconds, sizeBytes, width, height }: Recording): readonly string[] =>
  [
    durationSeconds !== null && formatDuration(durationSeconds),
    sizeBytes !== null && formatBytes(sizeBytes),
    width !== null && height !== null && `${width} × ${height}`,
  ].filter(isSaid);

/** As many as the api tells of. */
const mostGapsTold = 100;

const gapWords = (gaps: Recording['gaps']): string | false => {
  if (gaps.length === 0) return false;
  const seconds = gaps.reduce((sum, gap) => sum + gap.seconds, 0);
  const more = gaps.length >= mostGapsTold ? ' or more' : '';
  const count = gaps.length === 1 ? '1 interruption' : `${gaps.length}${more} interruptions`;
  return `${count}, ${spellDuration(Math.max(1, seconds))} without media`;
};

const missingWords = ({ missingSegments, segments }: Recording): string | false => {
  if (missingSegments === null || missingSegments === 0) return false;
  const of = segments === null ? '' : ` of ${segments + missingSegments}`;
  return `${missingSegments}${of} segments are missing: the video goes on behind them`;
};

/** What the video lacks, in words; empty when it has all of the session. */
export const lackFacts = (recording: Recording): readonly string[] =>
  [gapWords(recording.gaps), missingWords(recording)].filter(isSaid);

/** Of a clip, the part that was asked for: `7:30:00 PM – 7:31:00 PM`; undefined for a whole session. */
export const clipPart = ({ range }: Pick<Recording, 'range'>): string | undefined =>
  range ? `${formatClockTime(range.from)} – ${formatClockTime(range.to)}` : undefined;
