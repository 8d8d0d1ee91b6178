/** A way in: the login or the registration. Who is in already goes on at once. */
import type { ReactElement, ReactNode } from 'react';
import { Link, Navigate } from 'react-router';
import { PageFrame } from '../design/page-frame.tsx';
import { useSessionState } from '../session/session-context.tsx';

export interface EntrancePageProps {
  readonly title: string;
  /** Where it leads, a path of this site. */
  readonly next: string;
  /** The other way in. */
  readonly elsewhere: { readonly question: string; readonly to: string; readonly label: string };
  readonly children: ReactNode;
}

export const EntrancePage = ({ title, next, elsewhere, children }: EntrancePageProps): ReactElement => {
  const { status } = useSessionState();
  if (status === 'known') return <Navigate to={next} replace />;
  return (
    <div className="mx-auto max-w-md sm:my-12 sm:rounded-card sm:border sm:border-line sm:bg-surface">
      <PageFrame title={title} width="narrow">
        {children}
        <p className="mt-6 border-line border-t pt-4 text-muted text-sm">
          {elsewhere.question}{' '}
          <Link
            to={elsewhere.to}
            className="inline-flex min-h-11 items-center px-1 font-medium text-accent underline underline-offset-4"
          >
            {elsewhere.label}
          </Link>
        </p>
      </PageFrame>
    </div>
  );
};
