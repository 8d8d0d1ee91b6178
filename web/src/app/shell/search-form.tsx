/** Looks for streams and videos; what is found is on the home page. */
import { Search } from 'lucide-react';
import { type ReactElement, type SubmitEvent, useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { classNames } from '../../design/class-names.ts';
import { searchPath } from '../page-paths.ts';

export interface SearchFormProps {
  readonly className?: string;
  /** Names it where a page has more than one. */
  readonly label?: string;
  /** It was sent, or left by Escape. */
  readonly onDone?: () => void;
  /** Takes the focus when it is shown. */
  readonly isFocused?: boolean;
}

const siteSearch = 'Search streams and videos';
const longest = 200;

export const SearchForm = ({
  className,
  onDone,
  label = siteSearch,
  isFocused = false,
}: SearchFormProps): ReactElement => {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const asked = search.get('q') ?? '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get('q') ?? '').trim();
    void navigate(q === '' ? '/' : searchPath({ q }));
    onDone?.();
  };
  return (
    // A search asked for elsewhere is another form.
    <search key={asked} aria-label={label} className={className}>
      <form onSubmit={submit} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={siteSearch}
          defaultValue={asked}
          maxLength={longest}
          enterKeyHint="search"
          onKeyDown={(event) => event.key === 'Escape' && onDone?.()}
          ref={field}
          className={classNames(
            'min-h-11 lg:pointer-fine:min-h-10 w-full rounded-full border border-line bg-surface pr-4 pl-10 text-base placeholder:text-muted md:text-sm',
            'transition-colors hover:border-edge',
          )}
        />
      </form>
    </search>
  );
};
