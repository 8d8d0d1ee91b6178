/**
 * Bundles one program into a single file that plain Node runs: `bundle.ts <entry point> <output directory>` leaves
 * `main.js` and `main.js.map`. What npm packages require at run time is found through `createRequire`.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const [entryPoint, outputDirectory] = process.argv.slice(2);
if (!entryPoint || !outputDirectory) throw new Error('usage: bundle.ts <entry point> <output directory>');
if (!existsSync(entryPoint)) throw new Error(`There is no program at ${entryPoint}`);

/**
 * A map of one point for each file of a package. Node keeps a program's map in memory from the first stack trace on: with the packages'
 * lines in it that of the api took 100 MB. Our own lines stay.
 */
const packageMap = Buffer.from('{"version":3,"sources":["package"],"names":[],"mappings":"AAAA"}').toString('base64');

const withoutMapsOfPackages: Plugin = {
  name: 'without-maps-of-packages',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${packageMap}`,
      loader: 'default',
    })),
};

await build({
  entryPoints: [entryPoint],
  outfile: join(outputDirectory, 'main.js'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [withoutMapsOfPackages],
  // CommonJS packages inside an ES module call `require` for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
