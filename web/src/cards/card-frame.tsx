/** The shape that cards of streams and videos share: a picture of 16:9, whose it is, a title that links, two lines of facts. */
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Owner } from '../api/generated/schemas.ts';
import { Avatar } from '../design/avatar.tsx';
import { OwnerLink } from '../people/owner-link.tsx';
import { ownerName } from '../people/owner-name.ts';

export interface CardFrameProps {
  readonly to: string;
  readonly title: string;
  readonly owner: Owner | null;
  /** Fills the frame; says nothing that the texts do not. */
  readonly picture: ReactNode;
  /** Stands on the picture, placed by its own classes. */
  readonly badges: ReactNode;
  readonly facts: ReactNode;
  /** A pointer or the focus is on the card: what it leads to may be fetched. */
  readonly onApproach: () => void;
}

/** All of the card leads to `to`; the owner's name, above that, to the owner. */
export const CardFrame = (props: CardFrameProps): ReactElement => (
  <article
    className="group relative flex min-w-0 flex-col gap-3"
    onPointerEnter={props.onApproach}
    onPointerDown={props.onApproach}
    onFocus={props.onApproach}
  >
    <div className="relative aspect-video overflow-hidden rounded-card bg-raised ring-accent ring-offset-2 ring-offset-ground group-has-[h3_a:focus-visible]:ring-2">
      <div className="size-full transition-transform duration-300 motion-safe:group-hover:scale-[1.02]">
        {props.picture}
      </div>
      {props.badges}
    </div>
    <div className="flex min-w-0 gap-3">
      <Avatar name={ownerName(props.owner)} />
      <div className="min-w-0 flex-1">
        <h3 className="line-clamp-2 break-words font-semibold leading-snug" title={props.title}>
          <Link
            to={props.to}
            className="outline-none transition-colors after:absolute after:inset-0 group-hover:text-accent"
          >
            {props.title}
          </Link>
        </h3>
        <div className="mt-1 flex min-w-0 text-muted text-sm">
          <OwnerLink owner={props.owner} />
        </div>
        <p className="text-muted text-sm">{props.facts}</p>
      </div>
    </div>
  </article>
);
