/**
 * What a build ends with. Pages that are opened first have their own HTML, which names the code that comes after the entry, so
 * that it is fetched beside it: `home.html` for `/`, `live.html` for `/watch/…`, `index.html` for the rest. And each text file
 * has its compressed form beside it, for nginx's gzip_static.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

const compress = promisify(gzip);
const textFile = /\.(html|js|css|svg|json|webmanifest|txt)$/;
/** Smaller ones fit a packet as they are. */
const leastBytes = 512;

const app = '/src/main.tsx';
const ownHtml: Readonly<Record<string, readonly string[]>> = {
  'index.html': [app],
  'home.html': [app, '/src/pages/home/home-page.tsx'],
  // The player's comes after the picture (src/start.ts).
  'live.html': [app, '/src/pages/live/live-page.tsx'],
};

const chunkOf = (bundle: Bundle, module: string): Rolldown.OutputChunk => {
  const found = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(module));
  if (found?.type !== 'chunk') throw new Error(`The build has no chunk of ${module}`);
  return found;
};

/** The chunks that a chunk imports, and those that these do, and the chunk: in the order in which they are evaluated. */
const chunksLoadedWith = (bundle: Bundle, name: string): readonly Rolldown.OutputChunk[] => {
  const seen = new Set<string>();
  const found: Rolldown.OutputChunk[] = [];
  const add = (file: string): void => {
    const chunk = bundle[file];
    if (chunk?.type !== 'chunk' || seen.has(file)) return;
    seen.add(file);
    for (const imported of chunk.imports) add(imported);
    found.push(chunk);
  };
  add(name);
  return found;
};

/** Pure: the names of the files that are loaded with the chunk of a module: scripts and their styles, what others need first. */
export const filesLoadedWith = (bundle: Bundle, module: string): ReadonlySet<string> => {
  const chunks = chunksLoadedWith(bundle, chunkOf(bundle, module).fileName);
  return new Set(chunks.flatMap(({ fileName, viteMetadata }) => [...(viteMetadata?.importedCss ?? []), fileName]));
};

/** Those that can be evaluated before the app: not what needs the app as the app needs it, which would begin the app too early. */
const filesBeforeApp = (bundle: Bundle): ReadonlySet<string> => {
  const main = chunkOf(bundle, app);
  const chunks = chunksLoadedWith(bundle, main.fileName);
  const before = chunks.filter(({ fileName }) => !chunksLoadedWith(bundle, fileName).includes(main));
  return new Set(before.map(({ fileName }) => fileName));
};

/** Styles are put to use by what imports their script: the first paint waits for none of them. */
const linkTo = (file: string, isBeforeApp: boolean): string =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" fetchpriority="low" crossorigin href="/${file}">`
    : `<link rel="modulepreload"${isBeforeApp ? ' data-before-app' : ''} fetchpriority="low" crossorigin href="/${file}">`;

/** Pure: the page with links to what these modules need and it does not name yet. */
export const withLinksTo = (html: string, bundle: Bundle, modules: readonly string[]): string => {
  const files = new Set(modules.flatMap((module) => [...filesLoadedWith(bundle, module)]));
  const before = filesBeforeApp(bundle);
  const unnamed = [...files].filter((file) => !html.includes(`"/${file}"`));
  const links = unnamed.map((file) => `    ${linkTo(file, before.has(file))}\n`);
  return html.replace('  </head>', `${links.join('')}  </head>`);
};

const writePages = async (directory: string, bundle: Bundle): Promise<void> => {
  const html = await readFile(join(directory, 'index.html'), 'utf8');
  for (const [name, modules] of Object.entries(ownHtml))
    await writeFile(join(directory, name), withLinksTo(html, bundle, modules));
};

const compressFiles = async (directory: string): Promise<void> => {
  const files = await readdir(directory, { recursive: true });
  for (const file of files.filter((name) => textFile.test(name))) {
    const bytes = await readFile(join(directory, file));
    if (bytes.length >= leastBytes) await writeFile(join(directory, `${file}.gz`), await compress(bytes, { level: 9 }));
  }
};

/** See the file header. */
export const finishSite = (): Plugin => ({
  name: 'finish-site',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    if (dir === undefined) throw new Error('The site has no directory');
    await writePages(dir, bundle);
    await compressFiles(dir);
  },
});
