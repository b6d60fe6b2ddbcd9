/** A contact sheet: pictures with captions, side by side. */
import type { Browser } from 'playwright';

export interface Look {
  readonly caption: string;
  readonly picture: Buffer;
}

/** `columns` pictures a row, as one PNG. */
export async function drawContactSheet(
  browser: Browser,
  looks: readonly Look[],
  columns: number,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: columns * 330, height: 100 } });
  const cells = looks.map(
    ({ caption, picture }) =>
      `<figure><img src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${caption}</figcaption></figure>`,
  );
  await page.setContent(
    `<style>
    body { margin: 0; display: grid; grid-template-columns: repeat(${columns}, 1fr); background: #20262b; color: #dfe7ea; font: 13px sans-serif }
    figure { margin: 6px; text-align: center } img { max-width: 100%; max-height: 420px; display: block; margin: 0 auto 4px }
  </style>${cells.join('')}`,
    { timeout: 180_000 },
  );
  const sheet = await page.screenshot({ fullPage: true, timeout: 180_000 });
  await page.close();
  return sheet;
}
