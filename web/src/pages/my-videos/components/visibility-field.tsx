/** Chooses who may see a video; each choice says what it means. */
import { type ReactElement, useId } from 'react';
import { type Visibility, visibilities, visibilityWords } from '../model/visibility-words.ts';
import { VisibilityIcon } from './visibility-icon.tsx';

export interface VisibilityFieldProps {
  readonly value: Visibility;
  readonly onChange: (visibility: Visibility) => void;
}

interface ChoiceProps extends VisibilityFieldProps {
  readonly visibility: Visibility;
  readonly name: string;
}

const Choice = ({ visibility, name, value, onChange }: ChoiceProps): ReactElement => {
  const id = useId();
  const { label, explanation } = visibilityWords[visibility];
  return (
    <label className="flex cursor-pointer items-start gap-3 p-3 has-checked:bg-raised">
      <input
        type="radio"
        name={name}
        value={visibility}
        checked={value === visibility}
        onChange={() => onChange(visibility)}
        aria-labelledby={`${id}-label`}
        aria-describedby={id}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="flex items-center gap-1.5 font-medium">
          <VisibilityIcon visibility={visibility} className="size-4 text-muted" />
          {label}
        </span>
        <span id={id} className="block text-muted">
          {explanation}
        </span>
      </span>
    </label>
  );
};

export const VisibilityField = (props: VisibilityFieldProps): ReactElement => {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">Who may watch</legend>
      <div className="divide-y divide-line overflow-hidden rounded-control border border-edge">
        {visibilities.map((visibility) => (
          <Choice key={visibility} {...props} visibility={visibility} name={name} />
        ))}
      </div>
    </fieldset>
  );
};
