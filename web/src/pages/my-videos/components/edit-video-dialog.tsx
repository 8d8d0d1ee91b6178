/** Edits a video's words in a dialog. What was typed is not thrown away by a stray press: leaving it asks. */
import { type ReactElement, useId, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { ConfirmDialog } from '../../../design/confirm-dialog.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ErrorState } from '../../../design/error-state.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useCategories } from '../../../videos/api/list-labels.ts';
import { useVideoEditor, type VideoEditor } from '../use-video-editor.ts';
import { VideoForm } from './video-form.tsx';

export interface EditVideoDialogProps {
  /** The video's. */
  readonly id: string;
  readonly onClose: () => void;
}

const FormSkeleton = (): ReactElement => (
  <div className="flex flex-col gap-5">
    <p role="status" className="sr-only">
      Loading
    </p>
    <Skeleton className="h-17" />
    <Skeleton className="h-31" />
    <Skeleton className="h-23" />
    <Skeleton className="h-23" />
    <Skeleton className="h-62" />
  </div>
);

const EditorBody = ({ editor, formId }: { readonly editor: VideoEditor; readonly formId: string }): ReactElement => {
  const categories = useCategories();
  if (editor.draft)
    return <VideoForm id={formId} draft={editor.draft} editor={editor} categories={categories.data ?? []} />;
  if (editor.isNotMine) return <p>There is no such video, or it is not yours to edit.</p>;
  if (!editor.readError) return <FormSkeleton />;
  return <ErrorState what="The video could not be read" error={editor.readError} onRetry={editor.readAgain} />;
};

export const EditVideoDialog = ({ id, onClose }: EditVideoDialogProps): ReactElement => {
  const formId = useId();
  const toast = useToast();
  const [isLeaving, setIsLeaving] = useState(false);
  const editor = useVideoEditor(id, (wasChanged) => {
    onClose();
    if (wasChanged) toast({ kind: 'done', text: 'The video was changed' });
  });
  // What is being saved cannot be called back: until it is answered the window stays.
  const leave = (): void => {
    if (editor.isSaving) return;
    if (editor.isChanged) setIsLeaving(true);
    else onClose();
  };
  return (
    <>
      <Dialog
        title="Edit video"
        isOpen
        onClose={leave}
        footer={
          <>
            <Button variant="ghost" disabled={editor.isSaving} onClick={leave}>
              Cancel
            </Button>
            <Button variant="primary" type="submit" form={formId} isBusy={editor.isSaving} disabled={!editor.draft}>
              Save
            </Button>
          </>
        }
      >
        <EditorBody editor={editor} formId={formId} />
      </Dialog>
      <ConfirmDialog
        title="Discard your changes?"
        confirmLabel="Discard"
        isDangerous
        isOpen={isLeaving}
        onConfirm={onClose}
        onClose={() => setIsLeaving(false)}
      >
        What you have changed here is not saved yet.
      </ConfirmDialog>
    </>
  );
};
