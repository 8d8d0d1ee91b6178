/** The browser of the tests: Debian's Chromium, without a window. */
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Where nginx is: the host's port that `make up` opened. */
export const webUrl = `http://localhost:${process.env.HTTP_PORT || 8080}`;

/** Which program it is, and what it needs to run as root and in a container; `flags` are what its user wants besides. */
export const browserOptions = (...flags: readonly string[]): LaunchOptions => ({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...flags],
});

/** Starts it; whoever does closes it. Sound plays without a gesture, as it does on a site that one knows. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch(browserOptions('--autoplay-policy=no-user-gesture-required'));
