/** The account at a glance. */
import type { ReactElement } from 'react';
import type { Me } from '../../../api/generated/schemas.ts';
import { Avatar } from '../../../design/avatar.tsx';
import { ownerName } from '../../../people/owner-name.ts';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

export const WhoYouAre = ({ me }: { readonly me: Me }): ReactElement => (
  <div className="flex items-center gap-4 pb-8">
    <Avatar name={ownerName(me)} size="lg" />
    <div className="min-w-0">
      <p className="truncate font-semibold text-lg">{ownerName(me)}</p>
      <p className="truncate text-muted text-sm">@{me.username}</p>
      <p className="text-muted text-sm">
        Here since <time dateTime={me.createdAt}>{day.format(new Date(me.createdAt))}</time>
      </p>
    </div>
  </div>
);
