/** Serves the benchmark page at `/bench/`, beside the demos that it measures: `npx vite -c bench/vite.config.ts`. */
import { fileURLToPath } from 'node:url';
import { mergeConfig, type Plugin, type UserConfig } from 'vite';
import demoSite from '../vite.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const config: UserConfig = mergeConfig(demoSite, {
  cacheDir: here('../node_modules/.cache/genesis/vite-bench'),
  plugins: [benchPage()],
  // A dependency found late reloads a page that measures.
  optimizeDeps: {
    include: [
      '@dicebear/core',
      '@dicebear/pixel-art',
      'three.quarks',
      'three-nebula',
      'three/addons/misc/GPUComputationRenderer.js',
    ],
  },
  server: {
    host: '127.0.0.1',
    open: false,
    // An edit must not reload a page that measures.
    hmr: false,
    watch: null,
    // A page that is isolated from others is given a clock of microseconds instead of tenths of a millisecond.
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
});

export default config;

/** Makes this folder appear as `/bench/` of the demo site, and the page of the contact sheets as `/looks/`. */
function benchPage(): Plugin {
  return {
    name: 'genesis:bench-page',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        request.url = request.url
          ?.replace(/^\/bench\/(?=$|\?)/, '/bench/index.html')
          .replace(/^\/bench\//, `/@fs${here('./')}`)
          .replace(/^\/looks\//, `/@fs${here('../scripts/looks/')}`);
        next();
      });
    },
  };
}
