/** How a stream is set, in lines of words. Pure. */
import type { Ladder, StreamSettings } from '../../../api/generated/schemas.ts';
import { spellDuration } from '../../../format/spell-duration.ts';
import { ladderOf } from '../../../studio/model/stream-form.ts';

/** A line. */
export interface SettingLine {
  readonly name: string;
  readonly value: string;
}

const keptFor = ({ recordingRetentionDays: days }: StreamSettings): string => {
  if (days === null) return 'Each session, kept until you delete it';
  return `Each session, kept for ${days} ${days === 1 ? 'day' : 'days'}`;
};

const delayOf = ({ partMilliseconds, segmentSeconds }: StreamSettings): string =>
  partMilliseconds > 0 ? `Low: parts of ${partMilliseconds} ms` : `Usual: about ${spellDuration(segmentSeconds * 3)}`;

const orNone = (seconds: number): string => (seconds === 0 ? 'Not at all' : spellDuration(seconds));

/** `ladders`: to tell a ladder by its name. */
export const settingsSummary = (
  { visibility, settings }: { readonly visibility: 'public' | 'private'; readonly settings: StreamSettings },
  ladders: readonly Ladder[],
): readonly SettingLine[] => [
  { name: 'Who may watch', value: visibility === 'public' ? 'Anyone' : 'Only you' },
  {
    name: 'Qualities',
    value: ladderOf(settings.renditions, ladders)?.title ?? settings.renditions.map(({ name }) => name).join(', '),
  },
  { name: 'Recording', value: settings.recordingMode === 'always' ? keptFor(settings) : 'Off' },
  { name: 'Seek back', value: orNone(settings.dvrWindowSeconds) },
  { name: 'Wait for a lost encoder', value: orNone(settings.reconnectGraceSeconds) },
  { name: 'Delay of the picture', value: delayOf(settings) },
];
