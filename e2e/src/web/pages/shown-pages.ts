/** All pages, in the order in which somebody comes to know them. */
import { loginPage, registerPage } from './entrance-pages.ts';
import { liveStudioPage, myVideosPage, profilePage, studioPage, waitingStudioPage } from './owners-pages.ts';
import type { ShownPage } from './shown-page.ts';
import { embedPage, homePage, livePage, notFoundPage, videoPage } from './viewers-pages.ts';

export const shownPages: readonly ShownPage[] = [
  homePage,
  livePage,
  videoPage,
  loginPage,
  registerPage,
  studioPage,
  waitingStudioPage,
  liveStudioPage,
  myVideosPage,
  profilePage,
  notFoundPage,
  embedPage,
];
