/** What the settings with few useful values may be set to, in words. Pure. */
import type { SelectOption } from '../../design/select-field.tsx';
import { spellDuration } from '../../format/spell-duration.ts';
import type { StreamForm } from './stream-form.ts';

/** A setting that is chosen from a list. */
export interface ChoiceSetting {
  /** As the form and the api name it. */
  readonly name: 'dvrWindowSeconds' | 'reconnectGraceSeconds' | 'segmentSeconds' | 'partMilliseconds';
  readonly label: string;
  readonly hint: string;
  readonly values: readonly number[];
  readonly word: (value: number) => string;
}

/** In the order of the form. */
export const choiceSettings: readonly ChoiceSetting[] = [
  {
    name: 'dvrWindowSeconds',
    label: 'How far viewers may seek back',
    hint: 'While you are live.',
    values: [0, 600, 1800, 3600, 7200, 14_400],
    word: (value) => (value === 0 ? 'Not at all' : spellDuration(value)),
  },
  {
    name: 'reconnectGraceSeconds',
    label: 'Wait for a lost encoder',
    hint: 'Come back within this time, and the same session and recording go on.',
    values: [0, 30, 60, 120, 300, 600, 1800],
    word: (value) => (value === 0 ? 'Not at all: a drop ends the session' : spellDuration(value)),
  },
  {
    name: 'segmentSeconds',
    label: 'Segment length',
    hint: 'Set the Keyframe Interval in OBS to the same. Shorter: viewers join faster. Longer: less work for slow storage.',
    values: [1, 2, 3, 4, 6],
    word: spellDuration,
  },
  {
    name: 'partMilliseconds',
    label: 'Delay of the live picture',
    hint: 'Low delay sends the picture in small parts. The usual way suits old players.',
    values: [200, 333, 500, 1000, 0],
    word: (value) => (value === 0 ? 'Usual: some seconds' : `Low: parts of ${value} ms`),
  },
];

/** A value that the list does not have, since others may set any, is offered too. */
export const choiceOptions = ({ values, word }: ChoiceSetting, current: number): readonly SelectOption[] =>
  (values.includes(current) ? values : [...values, current]).map((value) => ({
    value: String(value),
    label: word(value),
  }));

/** From the least CPU to the best picture. */
export const presetOptions: readonly { readonly value: StreamForm['encodingPreset']; readonly label: string }[] = [
  { value: 'ultrafast', label: 'Ultrafast: least processor, plainest picture' },
  { value: 'superfast', label: 'Superfast' },
  { value: 'veryfast', label: 'Veryfast: a good balance' },
  { value: 'faster', label: 'Faster' },
  { value: 'fast', label: 'Fast' },
  { value: 'medium', label: 'Medium: best picture, most processor' },
];
