/** The pages and their addresses; nginx answers the same ones with the app (web/nginx/nginx.conf.template). */
import type { RouteObject } from 'react-router';
import { AppShell } from './app-shell.tsx';

/** Each page is a chunk of its own, loaded when it is first shown. */
export const routes: RouteObject[] = [
  {
    Component: AppShell,
    children: [
      { path: '/', lazy: async () => ({ Component: (await import('../pages/home/home-page.tsx')).HomePage }) },
      {
        path: '/watch/:namespace/:stream',
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
    ],
  },
];
