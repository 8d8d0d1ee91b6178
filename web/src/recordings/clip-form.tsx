/** Chooses a part of a session, names it, and has it made. The part ends at what was "now" when the form appeared. */
import { type ReactElement, useState } from 'react';
import { fieldErrors } from '../api/field-errors.ts';
import { Button } from '../design/button.tsx';
import { Form } from '../design/form.tsx';
import { FormAlert } from '../design/form-alert.tsx';
import { SelectField } from '../design/select-field.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toasts.tsx';
import { useCreateClip } from './api/create-clip.ts';
import { ClipTimes } from './components/clip-times.tsx';
import { beginDraft, type ClipDraft, draftFaults } from './model/clip-draft.ts';
import type { SessionBounds } from './model/clip-range.ts';
import { type ClipStream, newClipFor } from './model/new-clip.ts';

export interface ClipFormProps {
  readonly stream: ClipStream;
  readonly bounds: SessionBounds;
  readonly onClose: () => void;
}

const fields = ['from', 'to', 'title', 'visibility'];

const visibilities = [
  { value: 'public', label: 'Public: anyone may watch it' },
  { value: 'private', label: 'Private: only you' },
];

/** Stands for an answer of the api where the form itself refuses. */
const refusedHere = (): Error => new Error('A time of the clip is wrong');

/** See the file header. */
export const ClipForm = ({ stream, bounds, onClose }: ClipFormProps): ReactElement => {
  const [draft, setDraft] = useState(() => beginDraft(bounds));
  const [refusal, setRefusal] = useState<Error | null>(null);
  const creation = useCreateClip();
  const toast = useToast();
  const errors = fieldErrors(creation.error);
  const change = (next: ClipDraft): void => {
    setDraft(next);
    if (creation.isError) creation.reset();
  };
  const end = (): void => {
    toast({ kind: 'done', text: 'The clip is being made: see the recordings' });
    onClose();
  };
  const send = (data: FormData): void => {
    const isRefused = Object.keys(draftFaults(draft)).length > 0;
    setRefusal(isRefused ? refusedHere() : null);
    if (isRefused) return;
    const visibility = data.get('visibility') === 'private' ? 'private' : 'public';
    const words = { title: String(data.get('title') ?? ''), visibility } as const;
    creation.mutate(newClipFor(stream, draft.range, words), { onSuccess: end });
  };
  return (
    <Form onSend={send} error={refusal ?? creation.error} className="flex flex-col gap-4">
      <ClipTimes draft={draft} errors={errors} onChange={change} />
      <TextField
        label="Title"
        name="title"
        maxLength={200}
        placeholder={stream.title}
        hint="Left empty: the title of the stream"
        error={errors.title}
      />
      <SelectField
        label="Who may watch"
        name="visibility"
        defaultValue={stream.visibility}
        options={visibilities}
        error={errors.visibility}
      />
      <p className="text-muted">
        The clip stands among the recordings while it is made, and then in your videos. It is cut at whole segments: up
        to two seconds longer at either end.
      </p>
      <FormAlert error={creation.error} fields={fields} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" isBusy={creation.isPending}>
          Make the clip
        </Button>
      </div>
    </Form>
  );
};
