/**
 * Bundles one program into a single file that plain Node runs: `bundle.ts <entry point> <output directory>` leaves
 * `main.js` and `main.js.map`. What npm packages require at run time is found through `createRequire`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const [entryPoint, outputDirectory] = process.argv.slice(2);
if (!entryPoint || !outputDirectory) throw new Error('usage: bundle.ts <entry point> <output directory>');
if (!existsSync(entryPoint)) throw new Error(`There is no program at ${entryPoint}`);

await build({
  entryPoints: [entryPoint],
  outfile: join(outputDirectory, 'main.js'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: 'linked',
  sourcesContent: false,
  // CommonJS packages inside an ES module call `require` for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
