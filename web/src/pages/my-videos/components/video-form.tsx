/** The fields of a video's words. */
import type { ReactElement } from 'react';
import { fieldErrors } from '../../../api/field-errors.ts';
import { Form } from '../../../design/form.tsx';
import { FormAlert } from '../../../design/form-alert.tsx';
import { TextAreaField } from '../../../design/text-area-field.tsx';
import { TextField } from '../../../design/text-field.tsx';
import { maxTitleLength, type VideoDraft } from '../model/video-draft.ts';
import type { VideoEditor } from '../use-video-editor.ts';
import { CategoryField } from './category-field.tsx';
import { TagsField } from './tags-field.tsx';
import { VisibilityField } from './visibility-field.tsx';

export interface VideoFormProps {
  /** What a submitting button elsewhere names. */
  readonly id: string;
  readonly draft: VideoDraft;
  readonly editor: VideoEditor;
  readonly categories: readonly string[];
}

const shownFields = ['title', 'description', 'tags', 'category', 'visibility'];

/** Those of the server's errors that a field of this form shows: `tags.3` is shown by the tags. */
const shownErrors = (error: unknown): readonly string[] =>
  Object.keys(fieldErrors(error)).filter((path) => shownFields.includes(path.split('.')[0] ?? path));

export const VideoForm = ({ id, draft, editor, categories }: VideoFormProps): ReactElement => {
  const { errors, edit } = editor;
  return (
    <Form id={id} onSend={editor.save} error={editor.failure} className="flex flex-col gap-5">
      <TextField
        label="Title"
        value={draft.title}
        error={errors.title}
        maxLength={maxTitleLength}
        onChange={({ target }) => edit({ title: target.value })}
      />
      <TextAreaField
        label="Description"
        value={draft.description}
        error={errors.description}
        onChange={({ target }) => edit({ description: target.value })}
      />
      <TagsField tags={draft.tags} typedTags={draft.typedTags} error={errors.tags} onChange={edit} />
      <CategoryField
        value={draft.category}
        error={errors.category}
        suggestions={categories}
        onChange={(category) => edit({ category })}
      />
      <VisibilityField value={draft.visibility} onChange={(visibility) => edit({ visibility })} />
      <FormAlert error={editor.saveError} fields={shownErrors(editor.saveError)} />
    </Form>
  );
};
