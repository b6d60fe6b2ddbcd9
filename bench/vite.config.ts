/** Serves the benchmark page at `/bench/`, beside the demos that it measures: `npx vite -c bench/vite.config.ts`. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { aliases, singletons } from '../scripts/aliases.ts';
import { mnist } from '../scripts/mnist.ts';
import { workerDependencies } from '../vite.worker.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('../demos'),
  publicDir: 'public',
  cacheDir: here('../node_modules/.cache/genesis/vite-bench'),
  plugins: [mnist(), benchPage()],
  resolve: { alias: aliases, dedupe: singletons },
  worker: { format: 'es' },
  // An edit must not reload a page that measures.
  server: { host: '127.0.0.1', hmr: false, watch: null },
  optimizeDeps: { include: ['three', 'lil-gui', 'uplot', '@tensorflow/tfjs', ...workerDependencies] },
});

/** Makes this folder appear as `/bench/` of the demo site. */
function benchPage(): Plugin {
  return {
    name: 'genesis:bench-page',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        request.url = request.url
          ?.replace(/^\/bench\/(?=$|\?)/, '/bench/index.html')
          .replace(/^\/bench\//, `/@fs${here('./')}`);
        next();
      });
    },
  };
}
