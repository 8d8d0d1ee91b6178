/**
 * A list of the api in all its states: skeletons, what stands for nothing, what failed, the items with more to come as
 * the end comes near, and the end. The error of a later page leaves the earlier ones where they are.
 */
import { Fragment, type Key, type ReactElement, type ReactNode } from 'react';
import type { ListQuery } from '../api/list-query.ts';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import { FormAlert } from './form-alert.tsx';
import { useNearEnd } from './use-near-end.ts';

export interface EndlessListProps<Item> {
  readonly query: ListQuery<Item>;
  readonly keyOf: (item: Item) => Key;
  readonly renderItem: (item: Item) => ReactNode;
  /** Of the size of an item. */
  readonly skeleton: ReactNode;
  readonly skeletonCount: number;
  readonly empty: ReactNode;
  /** Said below the last item. */
  readonly endText: string;
  /** What failed when it fails: "The videos could not be read". */
  readonly what: string;
  readonly layout: 'grid' | 'rows';
}

const layouts = {
  grid: 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-4 gap-y-7',
  rows: 'flex flex-col gap-3',
} as const;

type SkeletonsProps = Pick<EndlessListProps<unknown>, 'skeleton' | 'skeletonCount' | 'layout'>;

const Skeletons = ({ skeleton, skeletonCount, layout }: SkeletonsProps): ReactElement => (
  <div>
    <p role="status" className="sr-only">
      Loading
    </p>
    <div aria-hidden className={layouts[layout]}>
      {Array.from({ length: skeletonCount }, (_, place) => place).map((place) => (
        <Fragment key={place}>{skeleton}</Fragment>
      ))}
    </div>
  </div>
);

interface ListEndProps {
  readonly query: ListQuery<unknown>;
  readonly endText: string;
}

const ListEnd = ({ query, endText }: ListEndProps): ReactElement => {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = query;
  const end = useNearEnd(hasNextPage && !isFetchingNextPage && !isFetchNextPageError, () => void fetchNextPage());
  return (
    <div ref={end} className="mt-8 flex min-h-11 flex-col items-center justify-center gap-3">
      <FormAlert error={isFetchNextPageError ? error : null} />
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchNextPageError ? 'Retry' : 'Show more'}
        </Button>
      ) : (
        <p className="text-muted text-sm">{endText}</p>
      )}
    </div>
  );
};

/** See the file header. */
export const EndlessList = <Item,>(props: EndlessListProps<Item>): ReactElement => {
  const { query, keyOf, renderItem, layout } = props;
  if (query.isPending) return <Skeletons {...props} />;
  if (!query.data) return <ErrorState what={props.what} error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <>{props.empty}</>;
  return (
    <div>
      <p role="status" className="sr-only">
        {items.length} shown{query.hasNextPage ? ', there are more' : ''}
      </p>
      <ul className={layouts[layout]}>
        {items.map((item) => (
          <li key={keyOf(item)} className="min-w-0">
            {renderItem(item)}
          </li>
        ))}
      </ul>
      <ListEnd query={query} endText={props.endText} />
    </div>
  );
};
