/// <reference lib="dom" />
/**
 * HLS clients with their own defaults, none of our player's settings, on an empty page of the same origin: what they say
 * about a stream while they play it.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openEmptyPage } from './empty-page.ts';

const modules = join(import.meta.dirname, '..', '..', 'node_modules');

/** What a client did. */
export interface PlayReport {
  /** Seconds of the stream that were played. */
  readonly playedSeconds: number;
  /** Warnings and errors, in the client's words. */
  readonly complaints: readonly string[];
  /** Heights of the rungs that it found, highest first. */
  readonly heights: readonly number[];
}

interface PlayOptions {
  readonly url: string;
  readonly seconds: number;
}

const openPlayerPage = async (browser: Browser, script: string): Promise<Page> => {
  const page = await openEmptyPage(browser);
  await page.addScriptTag({ path: join(modules, script) });
  return page;
};

/** Runs in the page. */
const playWithHlsJs = async ({ url, seconds }: PlayOptions): Promise<PlayReport> => {
  const { Hls } = window as unknown as { Hls: typeof import('hls.js').default };
  const video = document.querySelector('video') as HTMLVideoElement;
  const complaints: string[] = [];
  const complain = (...words: unknown[]): void => void complaints.push(words.map(String).join(' '));
  const quiet = (): void => {};
  const logger = { trace: quiet, debug: quiet, log: quiet, info: quiet, warn: complain, error: complain };
  const hls = new Hls({ debug: logger });
  hls.on(Hls.Events.ERROR, (_, { details, error }) => complain(details, error.message));
  hls.loadSource(url);
  hls.attachMedia(video);
  await new Promise((resolve) => hls.once(Hls.Events.MANIFEST_PARSED, resolve));
  await video.play();
  const startSeconds = video.currentTime;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const heights = hls.levels.map(({ height }) => height).toSorted((a, b) => b - a);
  const playedSeconds =
    video.currentTime - Math.max(startSeconds, video.buffered.length > 0 ? video.buffered.start(0) : 0);
  hls.destroy();
  return { playedSeconds, complaints, heights };
};

/** The little of Shaka Player's interface that is used here. */
interface ShakaPlayer {
  configure(configuration: { abr: { droppedFrames: boolean } }): void;
  attach(video: HTMLVideoElement): Promise<void>;
  load(url: string): Promise<void>;
  destroy(): Promise<void>;
  addEventListener(type: 'error', listener: (event: { detail: { code: number; message: string } }) => void): void;
  getVariantTracks(): readonly { readonly height: number }[];
}

interface Shaka {
  readonly Player: new () => ShakaPlayer;
  readonly log: { setLevel(level: number): void; Level: { WARNING: number }; [level: string]: unknown };
}

/** Runs in the page. */
const playWithShaka = async ({ url, seconds }: PlayOptions): Promise<PlayReport> => {
  const { shaka } = window as unknown as { shaka: Shaka };
  const video = document.querySelector('video') as HTMLVideoElement;
  const complaints: string[] = [];
  const complain = (...words: unknown[]): void => void complaints.push(words.map(String).join(' '));
  for (const level of ['alwaysWarn', 'alwaysError', 'warning', 'error', 'warnOnce']) shaka.log[level] = complain;
  const player = new shaka.Player();
  player.addEventListener('error', ({ detail }) => complain(detail.code, detail.message));
  // Frames that a busy machine cannot draw say nothing of the stream.
  player.configure({ abr: { droppedFrames: false } });
  await player.attach(video);
  await player.load(url);
  await video.play();
  const startSeconds = video.currentTime;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const playedSeconds = video.currentTime - startSeconds;
  const heights = player.getVariantTracks().map(({ height }) => height);
  await player.destroy();
  return { playedSeconds, complaints, heights: heights.toSorted((a, b) => b - a) };
};

const clients = {
  'hls.js': { script: 'hls.js/dist/hls.js', play: playWithHlsJs },
  Shaka: { script: 'shaka-player/dist/shaka-player.compiled.debug.js', play: playWithShaka },
} as const;

export type ClientName = keyof typeof clients;

/** Plays `url` for so many seconds. */
export const playPlainly = async (browser: Browser, client: ClientName, options: PlayOptions): Promise<PlayReport> => {
  const { script, play } = clients[client];
  const page = await openPlayerPage(browser, script);
  try {
    return await page.evaluate(play, options);
  } finally {
    await page.close();
  }
};
