/** The form of a stream's settings, filled in with how it is set. When others changed it meanwhile, it begins anew. */
import { type ReactElement, useState } from 'react';
import { isProblem } from '../../../../api/api-problem.ts';
import type { Ladder, Stream, StreamSettings } from '../../../../api/generated/schemas.ts';
import { useToast } from '../../../../design/toasts.tsx';
import { StreamEditor } from '../../../../studio/components/stream-editor.tsx';
import { changeOf, formOf, type StreamForm } from '../../../../studio/model/stream-form.ts';
import { useChangeStream } from '../../api/change-stream.ts';

export interface EditSettingsProps {
  readonly stream: Stream;
  readonly settings: StreamSettings;
  readonly generation: number;
  readonly ladders: readonly Ladder[];
  readonly onDone: () => void;
}

const WaitsNotice = (): ReactElement => (
  <p className="rounded-control bg-raised px-3 py-2.5 text-sm">
    You are live: title and visibility change at once, everything else when the session has ended.
  </p>
);

const ConflictNotice = (): ReactElement => (
  <p role="alert" className="mb-4 rounded-control border border-warning px-3 py-2.5 text-sm">
    Somebody changed the settings meanwhile, in another window perhaps. This is how they are now: make your change
    again.
  </p>
);

/** See the file header. */
export const EditSettings = ({ stream, settings, generation, ladders, onDone }: EditSettingsProps): ReactElement => {
  const current = { generation, form: formOf({ ...stream, settings }, ladders) };
  const [base, setBase] = useState(current);
  /** The generation whose change was refused, since there was another one by then. */
  const [refused, setRefused] = useState<number>();
  const saving = useChangeStream(stream.id);
  const toast = useToast();
  const isAnew = refused !== undefined && refused !== base.generation;
  if (refused === base.generation && generation !== base.generation) setBase(current);
  const end = (): void => {
    toast({ kind: 'done', text: 'The settings are saved.' });
    onDone();
  };
  const save = (form: StreamForm): void => {
    const change = changeOf(form, base.form);
    if (!change) {
      onDone();
      return;
    }
    setRefused(undefined);
    const onError = (error: unknown): void => setRefused(isProblem(error, 'Conflict') ? base.generation : undefined);
    saving.mutate({ ...change, generation: base.generation }, { onSuccess: end, onError });
  };
  return (
    <>
      {isAnew && <ConflictNotice />}
      <StreamEditor
        key={base.generation}
        initial={base.form}
        ladders={ladders}
        error={isAnew ? null : saving.error}
        isBusy={saving.isPending}
        saveLabel="Save"
        notice={stream.state !== 'offline' && <WaitsNotice />}
        onSave={save}
        onCancel={onDone}
      />
    </>
  );
};
