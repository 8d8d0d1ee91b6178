/** One of several to choose from, with a line about it. */
import type { ReactElement, ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import type { OptionGroupState } from './option-group.tsx';

export interface OptionCardProps extends OptionGroupState {
  readonly value: string;
  readonly title: string;
  readonly isChosen: boolean;
  readonly isDisabled?: boolean | undefined;
  readonly onChoose: () => void;
  readonly children?: ReactNode;
}

/** See the file header. */
export const OptionCard = (props: OptionCardProps): ReactElement => (
  <label
    className={classNames(
      'flex min-h-11 items-start gap-3 rounded-control border px-3 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
      props.isChosen ? 'border-accent bg-raised' : 'border-line',
      props.isDisabled ? 'cursor-not-allowed' : 'cursor-pointer hover:border-edge',
    )}
  >
    <input
      type="radio"
      name={props.name}
      value={props.value}
      checked={props.isChosen}
      disabled={props.isDisabled}
      aria-invalid={(props.isChosen && props.isWrong) || undefined}
      onChange={props.onChoose}
      className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-none"
    />
    <span className="min-w-0">
      <span className={classNames('block font-medium text-sm', props.isDisabled && 'text-muted')}>{props.title}</span>
      {props.children && <span className="block text-muted text-sm">{props.children}</span>}
    </span>
  </label>
);
