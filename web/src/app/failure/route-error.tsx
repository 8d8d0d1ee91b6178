/** Stands for a page that failed. A part of the app that is gone after a deployment loads the page anew, once. */
import { RotateCw, TriangleAlert } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useRouteError } from 'react-router';
import { Button } from '../../design/button.tsx';
import { PageFrame } from '../../design/page-frame.tsx';
import { WaitingPage } from '../waiting-page.tsx';
import { isGoneChunk, reloadForChunk } from './gone-chunk.ts';

const reload = (): void => window.location.reload();

interface FailedPageProps {
  readonly isGone: boolean;
}

const FailedPage = ({ isGone }: FailedPageProps): ReactElement => (
  <PageFrame title="This page cannot be shown" width="narrow">
    <div role="alert" className="flex items-start gap-3 text-muted">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
      <p>
        {isGone
          ? 'A part of the app could not be loaded: look at your connection, then load the page again.'
          : 'Something went wrong here, not with what you did. Load the page again; if that does not help, try another one.'}
      </p>
    </div>
    <div className="mt-6 flex flex-wrap gap-2">
      <Button variant="primary" icon={<RotateCw aria-hidden className="size-4" />} onClick={reload}>
        Load again
      </Button>
      <a href="/" className="inline-flex min-h-11 items-center px-4 text-accent text-sm underline">
        Go to the home page
      </a>
    </div>
  </PageFrame>
);

const GoneChunkPage = (): ReactElement => {
  const [isStuck, setIsStuck] = useState(false);
  useEffect(() => {
    void reloadForChunk(window).then((isReloading) => setIsStuck(!isReloading));
  }, []);
  return isStuck ? <FailedPage isGone /> : <WaitingPage />;
};

/** See the file header. */
export const RouteError = (): ReactElement =>
  isGoneChunk(useRouteError()) ? <GoneChunkPage /> : <FailedPage isGone={false} />;
