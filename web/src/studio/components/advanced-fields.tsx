/** What few streamers touch, folded away; open when something in it is wrong. */
import { ChevronRight } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { SelectField } from '../../design/select-field.tsx';
import { TextField } from '../../design/text-field.tsx';
import { choiceOptions, choiceSettings, presetOptions } from '../model/setting-options.ts';
import type { FormPartProps } from './form-part.ts';

const advancedNames = [
  ...choiceSettings.map(({ name }) => name),
  'latencyMilliseconds',
  'encodingPreset',
  'recordingRetentionDays',
] as const;

const PresetField = ({ form, errors, onChange }: FormPartProps): ReactElement => (
  <SelectField
    label="Encoding preset"
    hint="A better picture at the same bitrate takes more of the cluster’s processor."
    value={form.encodingPreset}
    error={errors.encodingPreset}
    options={presetOptions}
    onChange={(event) => {
      const chosen = presetOptions.find(({ value }) => value === event.target.value);
      if (chosen) onChange({ encodingPreset: chosen.value });
    }}
  />
);

const TypedFields = ({ form, errors, onChange }: FormPartProps): ReactElement => (
  <>
    <TextField
      label="Buffer for lost data, in milliseconds"
      hint="How long the connection may take to send lost data again; the picture is later by as much. 120 on a good line, 200 or more over Wi-Fi or from far away. 20 to 8000."
      inputMode="numeric"
      value={form.latency}
      error={errors.latencyMilliseconds}
      onChange={(event) => onChange({ latency: event.target.value })}
    />
    <TextField
      label="Keep recordings for, in days"
      hint="Empty: until you delete them. A video that was made of one stays in any case."
      inputMode="numeric"
      value={form.retention}
      error={errors.recordingRetentionDays}
      onChange={(event) => onChange({ retention: event.target.value })}
    />
  </>
);

/** See the file header. */
export const AdvancedFields = (props: FormPartProps): ReactElement => {
  const { form, errors, onChange } = props;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isWrong = advancedNames.some((name) => errors[name] !== undefined);
  return (
    <details
      open={isUnfolded || isWrong}
      onToggle={(event) => setIsUnfolded(event.currentTarget.open)}
      className="group rounded-control border border-line"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control px-3 font-medium text-sm">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        Advanced
        <span className="font-normal text-muted">the defaults suit most</span>
      </summary>
      <div className="flex flex-col gap-4 border-line border-t p-3">
        {choiceSettings.map((setting) => (
          <SelectField
            key={setting.name}
            label={setting.label}
            hint={setting.hint}
            value={String(form[setting.name])}
            error={errors[setting.name]}
            options={choiceOptions(setting, form[setting.name])}
            onChange={(event) => onChange({ [setting.name]: Number(event.target.value) })}
          />
        ))}
        <PresetField {...props} />
        <TypedFields {...props} />
      </div>
    </details>
  );
};
