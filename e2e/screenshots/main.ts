/** The command behind `make screenshots`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../src/browser.ts';
import { openGallery } from './gallery.ts';
import { Photographer } from './photographer.ts';
import { chooseShots, readmeShots } from './shots.ts';

const root = join(import.meta.dirname, '..', '..');

const help = `screenshots: every page at 390, 820 and 1440 px, light and dark

  --directory D    where they go                                     (else dist/screenshots)
  --states         every state of each page, not only the first
  --only A,B       these pages alone, as in home,live                (ONLY, else all)
  --readme         those of the README instead, into docs/screenshots`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    directory: { type: 'string', default: join(root, 'dist', 'screenshots') },
    states: { type: 'boolean', default: false },
    only: { type: 'string', default: process.env.ONLY ?? '' },
    readme: { type: 'boolean', default: false },
  },
});

const takePictures = async (): Promise<void> => {
  const directory = values.readme ? join(root, 'docs', 'screenshots') : values.directory;
  await mkdir(directory, { recursive: true });
  const pages = values.only.split(',').filter((name) => name !== '');
  const shots = values.readme ? readmeShots() : chooseShots(values.states ? 'states' : 'pages', pages);
  const gallery = await openGallery();
  const browser = await launchBrowser();
  try {
    const photographer = await Photographer.begin(browser, gallery);
    await photographer.takeAll(shots, { directory, kind: values.readme ? 'seen' : 'whole' });
  } finally {
    await browser.close();
    await gallery.strike();
  }
};

if (values.help) console.log(help);
else await takePictures();
