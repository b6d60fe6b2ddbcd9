/**
 * `unit` runs in Node, `gpu` in a real browser, `e2e` drives the built demos, `packages` installs the packed library, and
 * `hosts` puts it into scenes of other libraries.
 */
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { aliases, singletons } from './scripts/aliases.ts';
import { launchOptions } from './scripts/browser/findBrowser.ts';
import { workerDependencies } from './vite.worker.config.ts';

const resolve = { alias: aliases, dedupe: singletons };

const react = ['react', 'react/jsx-dev-runtime', 'react-dom/client', '@react-three/fiber'];

/** TensorFlow.js advertises its native back end when it runs in Node. */
const ADVERTISEMENT = 'looks like you are running TensorFlow.js in Node.js';

/** Libraries that take minutes to install: `npm run verify -- hosts`. */
const HOSTS = ['test/packages/otherScenes.test.ts', 'test/packages/webpack.test.ts'];

// Projects run one after the other (`groupOrder`): side by side they would fight for two cores, and for software GL.
export default defineConfig({
  test: {
    onConsoleLog: log => !log.includes(ADVERTISEMENT),
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        worker: { format: 'es' },
        // A dependency discovered in the middle of a run is bundled anew, and the test that needed it fails.
        optimizeDeps: {
          include: [
            'three',
            'lil-gui',
            'postprocessing',
            ...react,
            '@tensorflow/tfjs',
            ...workerDependencies,
          ],
        },
        test: {
          name: 'gpu',
          sequence: { groupOrder: 1 },
          include: ['test/gpu/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 400, height: 300 },
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
            // One set for every machine: the pictures are drawn by the same software GL.
            expect: {
              toMatchScreenshot: {
                comparatorName: 'pixelmatch',
                // Another version of the browser may round a few of them otherwise.
                comparatorOptions: { allowedMismatchedPixelRatio: 0.01 },
                resolveScreenshotPath: ({ root, testFileDirectory, arg, ext }) =>
                  join(root, testFileDirectory, 'golden', `${arg}${ext}`),
              },
            },
          },
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          sequence: { groupOrder: 2 },
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'hosts',
          sequence: { groupOrder: 4 },
          environment: 'node',
          include: HOSTS,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'packages',
          sequence: { groupOrder: 3 },
          environment: 'node',
          include: ['test/packages/**/*.test.ts'],
          exclude: HOSTS,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
