/** What a video is filed under; suggests what others use. */
import { type ReactElement, useId } from 'react';
import { TextField } from '../../../design/text-field.tsx';

export interface CategoryFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly suggestions: readonly string[];
  readonly onChange: (category: string) => void;
}

export const CategoryField = ({ value, error, suggestions, onChange }: CategoryFieldProps): ReactElement => {
  const listId = useId();
  return (
    <>
      <TextField
        label="Category"
        hint="A word, or some with hyphens between. May stay empty."
        error={error}
        value={value}
        list={listId}
        autoComplete="off"
        autoCapitalize="none"
        maxLength={60}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={listId}>
        {suggestions.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
};
