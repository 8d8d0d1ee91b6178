/** The commonest tags as filters: one line that scrolls sideways. The tag that is chosen leads back. */
import type { ReactElement } from 'react';
import { TagChip } from '../../../design/tag-chip.tsx';
import type { VideoSearch } from '../../../videos/api/list-videos.ts';
import { searchAddress } from '../model/search-address.ts';

export interface TagsRowProps {
  readonly tags: readonly string[];
  readonly search: VideoSearch;
}

/** Pure: the chosen tag is among them, first if it is none of the commonest. They are everybody's: an owner has others. */
export const shownTags = (tags: readonly string[], { tag, owner }: VideoSearch): readonly string[] => {
  const offered = owner === undefined ? tags : [];
  return tag === undefined || offered.includes(tag) ? offered : [tag, ...offered];
};

export const TagsRow = ({ tags, search }: TagsRowProps): ReactElement | null => {
  const shown = shownTags(tags, search);
  if (shown.length === 0) return null;
  return (
    <nav aria-label="Tags" className="-mx-4 sm:-mx-6 lg:mx-0">
      <ul className="flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:px-6 lg:flex-wrap lg:overflow-visible lg:px-0">
        {shown.map((tag) => {
          const isActive = tag === search.tag;
          const { tag: _, ...others } = search;
          const to = searchAddress(isActive ? others : { ...search, tag });
          return (
            <li key={tag} className="shrink-0">
              <TagChip tag={tag} to={to} isActive={isActive} />
            </li>
          );
        })}
      </ul>
    </nav>
  );
};
