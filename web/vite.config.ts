import { defineConfig, type Plugin } from 'vite';

/** As nginx does it: every `/watch/…` is the watch page. */
const watchPages: Plugin = {
  name: 'watch-pages',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      if (request.url?.startsWith('/watch/')) request.url = '/watch.html';
      next();
    });
  },
};

/** Two pages. `npm run dev` takes streams from the edge behind `KUBECAST_URL`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [watchPages],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // hls.js alone is about that large.
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: ['index.html', 'watch.html'] },
  },
  server: {
    proxy: { '/live-streams/': process.env.KUBECAST_URL ?? 'http://localhost:8080' },
  },
});
