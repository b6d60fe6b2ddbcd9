/** Visits a host's page and waits for what it says came of it. */
import { openPage } from '../e2e/openPage.ts';

export interface HostResult {
  readonly training: { readonly losses: number[]; readonly sample: number[] };
  readonly picture: {
    readonly outcome: string;
    readonly left: { readonly red: number; readonly blue: number };
    readonly right: { readonly red: number; readonly blue: number };
  };
  readonly readme: string;
}

export interface Visit {
  readonly result: HostResult;
  /** Addresses of the workers that the page started. */
  readonly workers: readonly string[];
  /** What the page complained about. */
  readonly problems: readonly string[];
}

export async function visit(url: string): Promise<Visit> {
  const workers: string[] = [];
  const prepare = async (page: import('playwright').Page) => {
    page.on('worker', worker => workers.push(worker.url()));
  };
  const { page, problems, close } = await openPage(url, { prepare });
  try {
    await page.waitForFunction('window.result', undefined, { timeout: 30_000 });
    const result = await page.evaluate<HostResult | { error: string }>('window.result');
    if ('error' in result) throw new Error([`${url} failed: ${result.error}`, ...problems].join('\n'));
    return { result, workers, problems };
  } catch (error) {
    throw new Error([`${url} did not report.`, String(error), ...problems].join('\n'), { cause: error });
  } finally {
    await close();
  }
}
