/** The pages and their addresses; nginx answers the same ones with the app (web/nginx/nginx.conf.template). */
import type { RouteObject } from 'react-router';
import { beginHeadStart } from '../player/core/head-start/head-start.ts';
import { streamMediaPath } from '../streams/stream-media-path.ts';
import { AppShell } from './app-shell.tsx';
import { RouteError } from './failure/route-error.tsx';

/** Each page is a chunk of its own, loaded when it is first shown. */
const pages: RouteObject[] = [
  { path: '/', lazy: async () => ({ Component: (await import('../pages/home/home-page.tsx')).HomePage }) },
  {
    path: '/watch/:namespace/:stream',
    // The first media come beside the code.
    loader: ({ params }) => {
      beginHeadStart(streamMediaPath({ namespace: params.namespace ?? '', name: params.stream ?? '' }, 'master.m3u8'));
      return null;
    },
    lazy: async () => ({ Component: (await import('../pages/live/live-page.tsx')).LivePage }),
  },
  {
    path: '/videos/:id',
    lazy: async () => ({ Component: (await import('../pages/video/video-page.tsx')).VideoPage }),
  },
  {
    path: '/studio',
    lazy: async () => ({ Component: (await import('../pages/studio/studio-page.tsx')).StudioPage }),
  },
  {
    path: '/studio/:id',
    lazy: async () => ({
      Component: (await import('../pages/studio-stream/studio-stream-page.tsx')).StudioStreamPage,
    }),
  },
  {
    path: '/my-videos',
    lazy: async () => ({ Component: (await import('../pages/my-videos/my-videos-page.tsx')).MyVideosPage }),
  },
  {
    path: '/profile',
    lazy: async () => ({ Component: (await import('../pages/profile/profile-page.tsx')).ProfilePage }),
  },
  { path: '/login', lazy: async () => ({ Component: (await import('../pages/login/login-page.tsx')).LoginPage }) },
  {
    path: '/register',
    lazy: async () => ({ Component: (await import('../pages/register/register-page.tsx')).RegisterPage }),
  },
  {
    path: '*',
    lazy: async () => ({ Component: (await import('../pages/not-found/not-found-page.tsx')).NotFoundPage }),
  },
];

export const routes: RouteObject[] = [
  {
    Component: AppShell,
    ErrorBoundary: RouteError,
    // The inner one keeps the shell around what failed.
    children: [{ ErrorBoundary: RouteError, children: pages }],
  },
];
