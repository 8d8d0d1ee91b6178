/** The user's own videos, and what becomes one just now. */
import type { ReactElement } from 'react';
import { RequireLogin } from '../../app/require-login.tsx';
import { PageFrame } from '../../design/page-frame.tsx';
import { MyVideos } from './components/my-videos.tsx';

export const MyVideosPage = (): ReactElement => (
  <RequireLogin>
    {() => (
      <PageFrame title="My videos">
        <MyVideos />
      </PageFrame>
    )}
  </RequireLogin>
);
