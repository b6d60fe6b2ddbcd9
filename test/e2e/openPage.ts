/** Opens a page the way a visitor does, and remembers everything that it complains about. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { launchOptions } from '../../scripts/browser/findBrowser.ts';

export interface OpenPageOptions extends BrowserContextOptions {
  /** A browser to open the page in, which stays open; without one the page gets its own. */
  browser?: Browser;
  /** Called before the page is loaded, to block a file or to add a script. */
  prepare?: (page: Page) => Promise<void>;
}

export interface OpenedPage {
  readonly page: Page;
  /** Console errors, uncaught errors and WebGL errors of the page and its workers so far. Empty is what we want. */
  readonly problems: readonly string[];
  /** Everything that was written to the console, warnings and all. */
  readonly messages: readonly string[];
  close(): Promise<void>;
}

/** A browser to share between the pages of one test file. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions());
}

/** Opens `url` and waits until it is loaded: its scripts have run, what they started may still be under way. */
export async function openPage(url: string, options: OpenPageOptions = {}): Promise<OpenedPage> {
  const { browser: shared, prepare, ...contextOptions } = options;
  const browser = shared ?? (await launchBrowser());
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    // A browser in a test asks for a light ground unless it is told otherwise.
    colorScheme: 'dark',
    ...contextOptions,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const messages: string[] = [];

  page.on('console', message => {
    const text = message.text();
    messages.push(`${message.type()}: ${text}`);
    if (message.type() === 'error' || isWebGLError(text))
      problems.push(`${text} (${message.location().url})`);
  });
  page.on('pageerror', error => problems.push(error.stack ?? String(error)));
  page.on('crash', () => problems.push('The page crashed.'));

  await prepare?.(page);
  await page.goto(url);
  return { page, problems, messages, close: () => (shared ? context.close() : browser.close()) };
}

/** Chromium reports the errors of WebGL as warnings; what it says about speed is no error. */
export function isWebGLError(text: string): boolean {
  return /GL_(INVALID|OUT_OF_MEMORY|CONTEXT_LOST)|GL ERROR|WebGL: (INVALID|CONTEXT_LOST|OUT_OF)|CONTEXT_LOST_WEBGL/.test(
    text,
  );
}
