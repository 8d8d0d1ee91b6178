/** The form of a stream, for a new one and for changes. */
import { type ReactElement, type ReactNode, useState } from 'react';
import { fieldErrors } from '../../api/field-errors.ts';
import type { Ladder } from '../../api/generated/schemas.ts';
import { Button } from '../../design/button.tsx';
import { Form } from '../../design/form.tsx';
import { FormAlert } from '../../design/form-alert.tsx';
import { SwitchField } from '../../design/switch-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { customLadder, formFaults, type StreamForm } from '../model/stream-form.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import type { FormPartProps } from './form-part.ts';
import { LadderPicker } from './ladder-picker.tsx';
import { VisibilityField } from './visibility-field.tsx';

export interface StreamEditorProps {
  readonly initial: StreamForm;
  readonly ladders: readonly Ladder[];
  /** Why the latest try failed. */
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly saveLabel: string;
  /** Said above the buttons. */
  readonly notice?: ReactNode;
  readonly onSave: (form: StreamForm) => void;
  readonly onCancel: () => void;
}

const shownFields = [
  'title',
  'visibility',
  'ladder',
  'renditions',
  'dvrWindowSeconds',
  'reconnectGraceSeconds',
  'segmentSeconds',
  'partMilliseconds',
  'encodingPreset',
  'latencyMilliseconds',
  'recordingRetentionDays',
] as const;

const shownRungField = /^renditions\.\d+\.(height|name|videoBitrateKbps)$/;

/** Those that the form says beside a field: ladders of one's own alone have rungs to show errors at. */
const saidBeside = (errors: Readonly<Record<string, string>>, ladderIsOwn: boolean): readonly string[] => {
  const rungs = Object.keys(errors).filter((name) => shownRungField.test(name));
  return ladderIsOwn ? [...shownFields, ...rungs] : shownFields.filter((name) => name !== 'renditions');
};

const MainFields = ({ ladders, ...part }: FormPartProps & { readonly ladders: readonly Ladder[] }): ReactElement => (
  <>
    <TextField
      label="Title"
      maxLength={200}
      autoComplete="off"
      placeholder="What viewers read above the picture"
      value={part.form.title}
      error={part.errors.title}
      onChange={(event) => part.onChange({ title: event.target.value })}
    />
    <VisibilityField {...part} />
    <LadderPicker {...part} ladders={ladders} />
    <SwitchField
      label="Record sessions"
      hint="Each session becomes a video when it has ended."
      isOn={part.form.isRecorded}
      onChange={(isRecorded) => part.onChange({ isRecorded })}
    />
  </>
);

/** See the file header. */
export const StreamEditor = (props: StreamEditorProps): ReactElement => {
  const { ladders, error, isBusy } = props;
  const [form, setForm] = useState(props.initial);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const isFaulty = Object.keys(faults).length > 0;
  const errors = isFaulty ? faults : fieldErrors(error);
  const change = (edit: Partial<StreamForm>): void => setForm((before) => ({ ...before, ...edit }));
  const save = (): void => {
    const found = formFaults(form);
    setFaults(found);
    if (Object.keys(found).length === 0 && !isBusy) props.onSave(form);
  };
  return (
    <Form onSend={save} error={isFaulty ? faults : error} className="flex flex-col gap-5">
      <MainFields form={form} errors={errors} onChange={change} ladders={ladders} />
      <AdvancedFields form={form} errors={errors} onChange={change} />
      {props.notice}
      <FormAlert error={isFaulty ? null : error} fields={saidBeside(errors, form.ladder === customLadder)} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" isBusy={isBusy}>
          {props.saveLabel}
        </Button>
      </div>
    </Form>
  );
};
