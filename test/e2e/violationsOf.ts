import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(root: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe-core finds that shuts people out of what is in an element of the page, as sentences. */
export async function violationsOf(page: Page, selector = 'html'): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async selector => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document.querySelector(selector)!);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, selector);
}
