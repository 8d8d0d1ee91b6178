/** The site as it is shipped: what a page loads before it shows anything. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

const kibibytes = 1024;
const mostInitialBytes = 180 * kibibytes;
const playerModules = /node_modules\/(hls\.js|media-chrome)\//;
const appModules = /node_modules\/(react-router|@tanstack)\//;

/** A whole build, on a machine that may be busy with others. */
const buildLimitMs = 300_000;

let directory: string;
let chunks: ReadonlyMap<string, Rolldown.OutputChunk>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-site-'));
  // Else it would be React as it is while one develops.
  vi.stubEnv('NODE_ENV', 'production');
  const configFile = join(import.meta.dirname, '../vite.config.ts');
  const built = await build({ configFile, logLevel: 'error', build: { outDir: directory } });
  const { output } = z
    .object({ output: z.array(z.custom<Rolldown.OutputChunk | Rolldown.OutputAsset>()) })
    .parse(built);
  chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
}, buildLimitMs);
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

const scriptsOf = async (page: string): Promise<readonly string[]> => {
  const html = await readFile(join(directory, page), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => file);
};

const compressedBytes = async (files: readonly string[]): Promise<number> => {
  const sizes = files.map(async (file) => {
    const compressed = join(directory, `${file}.gz`);
    return (await stat(existsSync(compressed) ? compressed : join(directory, file))).size;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

/** Scripts with all that they import. */
const reachOf = (...files: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const imported of chunks.get(file)?.imports ?? []) add(imported);
  };
  for (const file of files) add(file);
  return [...found];
};

/** What scripts import once they run, with all that comes with it. */
const laterOf = (files: readonly string[]): readonly string[] =>
  reachOf(...files.flatMap((file) => chunks.get(file)?.dynamicImports ?? []));

const modulesOf = (files: readonly string[]): readonly string[] =>
  files.flatMap((file) => chunks.get(file)?.moduleIds ?? []);

describe('finishSite', () => {
  it.each(['home.html', 'index.html'])('keeps what %s loads small, and the player out of it', async (page) => {
    const scripts = await scriptsOf(page);
    const bytes = await compressedBytes(scripts);
    process.stdout.write(`${page} loads ${(bytes / kibibytes).toFixed(1)} KiB of scripts in ${scripts.length} files\n`);
    expect(bytes).toBeLessThan(mostInitialBytes);
    expect(modulesOf(scripts).filter((module) => playerModules.test(module))).toEqual([]);
  });

  it.each(['home.html', 'index.html', 'live.html'])(
    'names in %s, in order, what comes before the app',
    async (page) => {
      const html = await readFile(join(directory, page), 'utf8');
      const before = [...html.matchAll(/<link rel="modulepreload" data-before-app [^>]*href="\/([^"]+)"/g)].map(
        ([, file = '']) => file,
      );
      const main = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/main.tsx'));
      const needed = before.map((file) => reachOf(file));
      expect(needed.flat()).not.toContain(main?.fileName);
      expect(
        before.filter((_, place) => before.slice(place + 1).some((later) => needed[place]?.includes(later))),
      ).toEqual([]);
      for (const library of ['/react-dom/', '/react-router/', '/lucide-react/']) {
        expect(modulesOf(before).join()).toContain(library);
      }
    },
  );

  it('names with each page the code that it needs first', async () => {
    expect(modulesOf(await scriptsOf('home.html')).join()).toContain('/pages/home/home-page.tsx');
    const live = await scriptsOf('live.html');
    for (const module of ['/src/main.tsx', '/pages/live/live-page.tsx', '/first-picture.ts']) {
      expect(modulesOf(live).join()).toContain(module);
    }
  });

  it('begins with so little that the first paint need not wait, and fetches the player after it', async () => {
    const html = await readFile(join(directory, 'live.html'), 'utf8');
    const [, entry = ''] = /<script type="module"[^>]*src="\/([^"]+)"/.exec(html) ?? [];
    const first = [entry, ...(chunks.get(entry)?.imports ?? [])];
    expect(await compressedBytes(first)).toBeLessThan(8 * kibibytes);
    for (const module of ['/player/live/live-player.tsx', '/hls.js/', '/media-chrome/']) {
      expect(modulesOf(await scriptsOf('live.html')).join()).not.toContain(module);
      expect(modulesOf(laterOf(first)).join()).toContain(module);
    }
  });

  it.each([
    ['index.html', 10],
    ['home.html', 11],
    ['live.html', 12],
    ['embed.html', 6],
  ])('loads no more files with %s than a slow line has turns for', async (page, most) => {
    expect((await scriptsOf(page)).length).toBeLessThanOrEqual(most);
  });

  it('leaves routes and queries out of the embedded player, also when it plays', async () => {
    const all = modulesOf(await scriptsOf('embed.html'));
    expect(all.filter((module) => appModules.test(module) || playerModules.test(module))).toEqual([]);
    expect(all.join()).toContain('/src/embed/main.tsx');
    const later = modulesOf(laterOf(await scriptsOf('embed.html')));
    expect(later.filter((module) => appModules.test(module) || module.endsWith('/src/main.tsx'))).toEqual([]);
    expect(later.join()).toContain('/player/live/live-player.tsx');
  });

  it('compresses scripts and styles, and puts nothing inline that the policy of nginx refuses', async () => {
    const assets = await readdir(join(directory, 'assets'));
    const script = assets.find((name) => /^react-.*\.js$/.test(name)) ?? '';
    const [plain, compressed] = await Promise.all(
      [script, `${script}.gz`].map((name) => readFile(join(directory, 'assets', name))),
    );
    expect(compressed && gunzipSync(compressed)).toEqual(plain);
    for (const page of ['index.html', 'home.html', 'live.html', 'embed.html']) {
      const html = await readFile(join(directory, page), 'utf8');
      expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/);
    }
  });
});
