/** A contact sheet: pictures with captions, side by side. */
import type { Browser } from 'playwright';

export interface Look {
  readonly caption: string;
  readonly picture: Buffer;
}

/** Pixels of a picture's height in the sheet; none is enlarged. */
const HEIGHT = 225;

/** Rows of pictures, as one PNG. */
export async function drawContactSheet(
  browser: Browser,
  rows: readonly (readonly Look[])[],
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });
  const cell = ({ caption, picture }: Look) =>
    `<td><img src="data:image/png;base64,${picture.toString('base64')}"><br>${caption}</td>`;
  const table = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`);
  await page.setContent(
    `<style>
    body { margin: 0; background: #20262b; color: #dfe7ea; font: 13px sans-serif; width: max-content }
    td { padding: 4px; text-align: center } img { max-height: ${HEIGHT}px }
  </style><table>${table.join('')}</table>`,
    { timeout: 180_000 },
  );
  const sheet = await page.locator('table').screenshot({ timeout: 180_000 });
  await page.close();
  return sheet;
}
