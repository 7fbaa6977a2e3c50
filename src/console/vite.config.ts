import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page is built into `dist/console`, where the gateway finds it; nothing of it is inlined, so a strict CSP holds. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'maplibre', test: /maplibre-gl|node_modules[\\/](?!preact|@preact)/ }],
        },
      },
    },
  },
});
