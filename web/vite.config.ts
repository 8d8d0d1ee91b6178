import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appChunk } from './scripts/app-chunk.ts';
import { finishSite } from './scripts/finish-site.ts';

const backend = process.env.KUBECAST_URL ?? 'http://localhost:8080';

/** What a release of the app does not change keeps its name, and stays in browsers; what is small comes in one file. */
const groups = [
  { name: 'react', test: /\/node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
  { name: 'libraries', test: /\/node_modules\/(react-router|@tanstack)\//, priority: 2 },
  { name: 'icons', test: /\/node_modules\/lucide-react\//, priority: 2 },
  { name: 'hls', test: /\/node_modules\/hls\.js\//, priority: 2 },
  { name: 'media-chrome', test: /\/node_modules\/(media-chrome|ce-la-react)\//, priority: 2 },
  { name: appChunk, test: /\/web\/src\/.*\.tsx?$|\/theme\.css$|vite\/preload-helper/, priority: 1, minShareCount: 2 },
];

/** The app. `npm run dev` takes streams, files and the api from behind `KUBECAST_URL`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), finishSite()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of nginx takes no inline files.
    assetsInlineLimit: 0,
    // Browsers that know no preloads load the code when it is imported.
    modulePreload: { polyfill: false },
    // hls.js alone is about that large.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: ['index.html', 'embed.html'],
      output: { codeSplitting: { groups, includeDependenciesRecursively: false } },
    },
  },
  server: {
    proxy: {
      '/live-streams/': backend,
      '/storage/': backend,
      '/api/': { target: backend, ws: true },
    },
  },
});
