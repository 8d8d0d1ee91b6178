import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const backend = process.env.KUBECAST_URL ?? 'http://localhost:8080';

/** The app. `npm run dev` takes streams, files and the api from behind `KUBECAST_URL`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of nginx takes no inline files.
    assetsInlineLimit: 0,
    // hls.js alone is about that large.
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/live-streams/': backend,
      '/storage/': backend,
      '/api/': { target: backend, ws: true },
    },
  },
});
