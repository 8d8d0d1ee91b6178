/** The field that searches videos. It sends with Enter, so that each search has an address of its own. */
import { Search, X } from 'lucide-react';
import { type ReactElement, type SubmitEvent, useId, useRef, useState } from 'react';
import { IconButton } from '../../../design/icon-button.tsx';

export interface SearchFormProps {
  /** The words that are searched for now. */
  readonly words: string;
  /** Empty: no words any more. */
  readonly onSearch: (words: string) => void;
}

/** What is typed, until the address says something else: after "back", or another link. */
const useTyped = (words: string): readonly [string, (typed: string) => void] => {
  const [typed, setTyped] = useState(words);
  const [before, setBefore] = useState(words);
  if (before !== words) {
    setBefore(words);
    setTyped(words);
  }
  return [typed, setTyped];
};

export const SearchForm = ({ words, onSearch }: SearchFormProps): ReactElement => {
  const [typed, setTyped] = useTyped(words);
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  const clear = (): void => {
    setTyped('');
    if (words !== '') onSearch('');
    field.current?.focus();
  };
  return (
    <search className="group relative block w-full max-w-xl">
      <form onSubmit={submit} className="relative">
        <Search aria-hidden className="pointer-events-none absolute start-3.5 top-3 size-5 text-muted" />
        <input
          ref={field}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          aria-label="Search videos"
          aria-describedby={hintId}
          placeholder="Search videos"
          autoComplete="off"
          maxLength={200}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="min-h-11 w-full rounded-full border border-edge bg-surface ps-11 pe-12 text-base placeholder:text-muted hover:border-muted md:text-sm"
        />
        {typed !== '' && (
          <IconButton
            label="Clear the search"
            icon={<X aria-hidden className="size-4" />}
            onClick={clear}
            className="absolute end-0 top-0 rounded-full"
          />
        )}
      </form>
      <p
        id={hintId}
        className="pointer-events-none invisible absolute start-0 top-full z-20 mt-2 max-w-full rounded-control border border-line bg-surface px-3 py-2 text-muted text-sm shadow-float group-has-[input:focus]:visible"
      >
        Words of title and description. <span className="whitespace-nowrap">“a phrase”</span> finds it as it stands,{' '}
        <span className="whitespace-nowrap">-without</span> leaves out.
      </p>
    </search>
  );
};
