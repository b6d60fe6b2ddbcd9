import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { launchOptions } from '../../scripts/browser/findBrowser.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A page in a real browser that has the library in `window.exported` and the MNIST training images beside it. */
export interface LibraryPage {
  readonly page: Page;
  /** Browser, graphics and cores, in words. */
  readonly environment: string;
  /** What the page complained about: uncaught errors and console errors. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Serves `page/` the way that the demos are served, and opens it. Whatever the page logs is printed. */
export async function openLibrary(): Promise<LibraryPage> {
  const server = await createServer({
    configFile: here('../../vite.config.ts'),
    root: here('page'),
    publicDir: false,
    cacheDir: here('../../node_modules/.cache/genesis/vite-verify'),
    // An edit while this runs must not reload the page: hours of training may be in it.
    server: { host: '127.0.0.1', open: false, hmr: false, watch: null },
  });
  await server.listen();
  const browser = await chromium.launch(launchOptions());
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(error.stack ?? String(error)));
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text());
      if (message.type() === 'log') console.log(message.text());
    });
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(() => 'exported' in window);
    const environment = await page.evaluate(() => window.exported.describeEnvironment());
    return { page, environment, problems, close };
  } catch (error) {
    await close();
    throw error;
  }
}
