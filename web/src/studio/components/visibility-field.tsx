import type { ReactElement } from 'react';
import type { FormPartProps } from './form-part.ts';
import { OptionCard } from './option-card.tsx';
import { OptionGroup } from './option-group.tsx';

const choices = [
  ['public', 'Public', 'Anyone may watch; it is listed while you are live'],
  ['private', 'Private', 'Only you may watch, logged in'],
] as const;

/** Who may watch. */
export const VisibilityField = ({ form, errors, onChange }: FormPartProps): ReactElement => (
  <OptionGroup label="Who may watch" error={errors.visibility}>
    {(group) => (
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map(([value, title, hint]) => (
          <OptionCard
            key={value}
            {...group}
            value={value}
            title={title}
            isChosen={form.visibility === value}
            onChoose={() => onChange({ visibility: value })}
          >
            {hint}
          </OptionCard>
        ))}
      </div>
    )}
  </OptionGroup>
);
