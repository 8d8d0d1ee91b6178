/** The account at a glance. */
import type { ReactElement } from 'react';
import type { Me } from '../../../api/generated/schemas.ts';
import { Avatar } from '../../../design/avatar.tsx';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' });

export const WhoYouAre = ({ me }: { readonly me: Me }): ReactElement => (
  <div className="flex items-center gap-4 pb-8">
    <Avatar name={me.displayName ?? me.username} size="lg" />
    <div className="min-w-0">
      <p className="truncate font-semibold text-lg">{me.displayName ?? me.username}</p>
      <p className="truncate text-muted text-sm">@{me.username}</p>
      <p className="text-muted text-sm">
        Here since <time dateTime={me.createdAt}>{day.format(new Date(me.createdAt))}</time>
      </p>
    </div>
  </div>
);
