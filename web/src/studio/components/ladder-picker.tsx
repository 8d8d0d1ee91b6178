/** The qualities that viewers get: a ladder of the cluster's, or rungs of one's own. */
import type { ReactElement } from 'react';
import type { Ladder } from '../../api/generated/schemas.ts';
import { describeNeeds } from '../model/describe-needs.ts';
import { customLadder } from '../model/stream-form.ts';
import type { FormPartProps } from './form-part.ts';
import { OptionCard } from './option-card.tsx';
import { OptionGroup } from './option-group.tsx';
import { RungsEditor } from './rungs-editor.tsx';

export interface LadderPickerProps extends FormPartProps {
  readonly ladders: readonly Ladder[];
}

/** See the file header. */
export const LadderPicker = ({ ladders, form, errors, onChange }: LadderPickerProps): ReactElement => (
  <div className="flex flex-col gap-3">
    <OptionGroup label="Qualities for viewers" error={errors.ladder}>
      {(group) => (
        <>
          {ladders.map((ladder) => (
            <OptionCard
              key={ladder.id}
              {...group}
              value={ladder.id}
              title={ladder.title}
              isChosen={form.ladder === ladder.id}
              isDisabled={ladder.fits === false}
              onChoose={() => onChange({ ladder: ladder.id })}
            >
              {describeNeeds(ladder)}
            </OptionCard>
          ))}
          <OptionCard
            {...group}
            value={customLadder}
            title="My own"
            isChosen={form.ladder === customLadder}
            onChoose={() => onChange({ ladder: customLadder })}
          >
            Choose sizes and bitrates yourself
          </OptionCard>
        </>
      )}
    </OptionGroup>
    {form.ladder === customLadder && (
      <RungsEditor rungs={form.rungs} errors={errors} onChange={(rungs) => onChange({ rungs })} />
    )}
  </div>
);
