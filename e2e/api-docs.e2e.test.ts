import { describe, expect, it } from 'vitest';
import { launchBrowser, webUrl } from './src/browser.ts';

describe('the page of the API', () => {
  it('shows every operation, and breaks no rule of its Content-Security-Policy', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${webUrl}/api/docs`);
      await page.locator('#operations-videos-listVideos').waitFor();
      await page.locator('#operations-videos-listVideos button').first().click();
      await page.getByText('application/problem+json').first().waitFor();
      expect(complaints).toEqual([]);

      const { paths } = await (await fetch(`${webUrl}/api/docs/json`)).json();
      const operations = Object.values(Object(paths)).flatMap((item) => Object.keys(Object(item)));
      expect(await page.locator('.opblock').count()).toBe(operations.length);
    } finally {
      await browser.close();
    }
  });
});
