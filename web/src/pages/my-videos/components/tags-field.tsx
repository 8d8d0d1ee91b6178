/** Tags as chips: Enter or a comma adds what is typed, Backspace in the empty field takes the last one away. */
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { FieldFrame } from '../../../design/field-frame.tsx';
import { addTags, maxTags } from '../model/tag-rules.ts';

export interface TypedTags {
  readonly tags: readonly string[];
  /** What is not a tag yet. */
  readonly typedTags: string;
}

export interface TagsFieldProps extends TypedTags {
  readonly error: string | undefined;
  readonly onChange: (value: TypedTags) => void;
}

interface ChipsProps {
  readonly tags: readonly string[];
  readonly onRemove: (tag: string) => void;
}

const Chips = ({ tags, onRemove }: ChipsProps): ReactElement => (
  <>
    {tags.map((tag) => (
      <span key={tag} className="inline-flex max-w-full items-center rounded-full bg-raised ps-3">
        <span className="truncate">{tag}</span>
        <button
          type="button"
          aria-label={`Remove the tag ${tag}`}
          onClick={() => onRemove(tag)}
          className="grid size-9 shrink-0 cursor-pointer place-items-center rounded-full text-muted hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </button>
      </span>
    ))}
  </>
);

export const TagsField = ({ tags, typedTags, error, onChange }: TagsFieldProps): ReactElement => {
  const [fault, setFault] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const add = (typed: string): void => {
    const added = addTags(tags, typed);
    setFault(added.error);
    onChange({ tags: added.tags, typedTags: added.rest });
  };
  const type = (typed: string): void => {
    setFault(undefined);
    if (typed.includes(',')) add(typed);
    else onChange({ tags, typedTags: typed });
  };
  const remove = (tag: string): void => {
    setFault(undefined);
    onChange({ tags: tags.filter((other) => other !== tag), typedTags });
    field.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(typedTags);
    }
    const last = tags.at(-1);
    if (event.key === 'Backspace' && typedTags === '' && last !== undefined) remove(last);
  };
  return (
    <FieldFrame label="Tags" error={fault ?? error} hint={`Enter or a comma adds one. ${tags.length} of ${maxTags}.`}>
      {(aria) => (
        <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-control border border-edge bg-surface px-1.5 py-1 has-aria-invalid:border-bad">
          <Chips tags={tags} onRemove={remove} />
          <input
            {...aria}
            ref={field}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            value={typedTags}
            onChange={({ target }) => type(target.value)}
            onKeyDown={press}
            onBlur={() => add(typedTags)}
            className="min-h-9 min-w-24 flex-1 rounded-control bg-transparent px-1.5 text-base md:text-sm"
          />
        </div>
      )}
    </FieldFrame>
  );
};
