/** The pages and their addresses; nginx answers the same ones with the app (web/nginx/nginx.conf.template). */
import type { RouteObject } from 'react-router';
import { preloadLivePage } from '../streams/preload-live-page.ts';
import { AppShell, FirstPage } from './app-shell.tsx';
import { RouteError } from './failure/route-error.tsx';

/** Each page is a chunk of its own, loaded when it is first shown. */
const pages: RouteObject[] = [
  { path: '/', lazy: async () => ({ Component: (await import('../pages/home/home-page.tsx')).HomePage }) },
  {
    path: '/watch/:namespace/:stream',
    lazy: async () => {
      // The player's code comes beside the page's own, not after it.
      preloadLivePage();
      return { Component: (await import('../pages/live/live-page.tsx')).LivePage };
    },
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
    HydrateFallback: FirstPage,
    ErrorBoundary: RouteError,
    // The inner one keeps the shell around what failed.
    children: [{ ErrorBoundary: RouteError, children: pages }],
  },
];
