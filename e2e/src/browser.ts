/** The browser of the tests: Debian's Chromium, without a window. */
import { type Browser, chromium } from 'playwright-core';

/** Where nginx is: the host's port that `make up` opened. */
export const webUrl = `http://localhost:${process.env.HTTP_PORT || 8080}`;

/** Starts it; whoever does closes it. Sound plays without a gesture, as it does on a site that one knows. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-dev-shm-usage', '--disable-gpu'],
  });
