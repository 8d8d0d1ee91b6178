/** What an address shows that leads nowhere; nginx answers it with status 404. */
import { Compass } from 'lucide-react';
import type { ReactElement } from 'react';
import { SearchForm } from '../../app/shell/search-form.tsx';
import { ButtonLink } from '../../design/button-link.tsx';
import { PageFrame } from '../../design/page-frame.tsx';

export const NotFoundPage = (): ReactElement => (
  <PageFrame title="Nothing is here" width="narrow">
    <div className="flex items-start gap-3 text-muted">
      <Compass aria-hidden className="mt-0.5 size-5 shrink-0" />
      <p>The address may have a mistake, or what it led to is gone. Look for it:</p>
    </div>
    <SearchForm className="mt-6 max-w-md" label="Search for what was here" />
    <ButtonLink to="/" variant="primary" className="mt-6">
      Go to the home page
    </ButtonLink>
  </PageFrame>
);
