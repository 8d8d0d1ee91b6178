/** Stands for the results of a search that found nothing: why that may be, and a way out. */
import { SearchX, VideoOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { ButtonLink } from '../../../design/button-link.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { searchAddress } from '../model/search-address.ts';
import { searchWords } from '../model/search-words.ts';

export interface NothingFoundProps {
  readonly search: VideoSearch;
  /** The name of whose videos are searched. */
  readonly owner: string | undefined;
}

/** From a user's videos, the way leads to all of theirs. */
const wayOut = ({ owner, ...words }: VideoSearch): { readonly to: string; readonly label: string } =>
  owner !== undefined && searchWords(words) !== ''
    ? { to: searchAddress({ owner }), label: 'Show all of theirs' }
    : { to: '/', label: 'Show all videos' };

export const NothingFound = ({ search, owner }: NothingFoundProps): ReactElement => {
  const { to, label } = wayOut(search);
  const words = searchWords(search);
  const title = words ? `Nothing found for ${words}` : `${owner} has no public videos`;
  const Icon = words ? SearchX : VideoOff;
  return (
    <EmptyState icon={<Icon className="size-6" />} title={title} action={<ButtonLink to={to}>{label}</ButtonLink>}>
      {search.q
        ? 'Look at how it is spelt, or try other words, or fewer.'
        : 'What is live now, and what others have made, is on the home page.'}
    </EmptyState>
  );
};
