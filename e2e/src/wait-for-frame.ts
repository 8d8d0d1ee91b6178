/** Waits for a picture on a page, by the bar code in it. */
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { Page } from 'playwright-core';
import { readShownFrame, type SeenFrame } from './shown-frame.ts';

const patienceMs = 60_000;

/** The next readable frame of the page's video that satisfies `condition`. The error tells the last one that was read. */
export const waitForFrame = async (
  page: Page,
  what: string,
  condition: (frame: SeenFrame) => boolean = () => true,
  timeoutMs = patienceMs,
): Promise<SeenFrame> => {
  let last: SeenFrame | undefined;
  const look = async (): Promise<SeenFrame | undefined> => {
    last = (await readShownFrame(page)) ?? last;
    return last && condition(last) ? last : undefined;
  };
  return waitFor(what, look, { timeoutMs }).catch((error: Error) => {
    throw new Error(`${error.message}. Last seen: ${JSON.stringify(last)}`, { cause: error.cause });
  });
};

/** Waits until the picture moves on by itself for half a second; gives the later frame. */
export const waitForMotion = async (page: Page): Promise<SeenFrame> => {
  const first = await waitForFrame(page, 'a picture is shown');
  return waitForFrame(page, 'the picture moves', ({ codedMs, mediaTime }) => {
    return codedMs > first.codedMs + 500 && mediaTime > first.mediaTime;
  });
};
