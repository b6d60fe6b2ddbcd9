/** Visits a host's page and waits for what it says came of it. */
import { expect } from 'vitest';
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
  /** What the page complained about, and what it makes do with in place of what was asked for. */
  readonly problems: readonly string[];
}

export async function visit(url: string): Promise<Visit> {
  const workers: string[] = [];
  const prepare = async (page: import('playwright').Page) => {
    page.on('worker', worker => workers.push(worker.url()));
  };
  const { page, problems, messages, close } = await openPage(url, { prepare });
  try {
    await page.waitForFunction('window.result', undefined, { timeout: 30_000 });
    const result = await page.evaluate<HostResult | { error: string }>('window.result');
    if ('error' in result) throw new Error([`${url} failed: ${result.error}`, ...problems].join('\n'));
    // A layout whose worker is missing gives way to another, with a warning.
    const makeshifts = messages.filter(message => message.includes('is used instead'));
    return { result, workers, problems: [...problems, ...makeshifts] };
  } catch (error) {
    throw new Error([`${url} did not report.`, String(error), ...problems].join('\n'), { cause: error });
  } finally {
    await close();
  }
}

/** The page has trained, formed a picture, and run the lines of README.md, without a complaint. */
export function expectSuccess({ result, workers, problems }: Visit): void {
  const { training, picture, readme } = result;
  expect(training.losses, 'both losses of five steps').toHaveLength(10);
  expect(training.losses.every(Number.isFinite), `finite losses: ${training.losses}`).toBe(true);
  expect(training.sample).toEqual([28, 28, 28 * 28 * 4]);
  expect(picture.outcome).toBe('formed');
  expect(picture.left.red, 'red on the left').toBeGreaterThan(4 * picture.left.blue + 20);
  expect(picture.right.blue, 'blue on the right').toBeGreaterThan(4 * picture.right.red + 20);
  expect(readme).toBe('ran to its end');
  expect(workers.length, 'workers: for networks twice, and for the ways of particles').toBe(3);
  expect(problems).toEqual([]);
}
