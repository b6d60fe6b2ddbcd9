/**
 * Takes the small pictures of the presets that the panel shows, from the running swarm, and writes them where they are
 * loaded from: `npm run looks -- thumbnails`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { presets } from '../../src/scene/presets/index.ts';
import { launchBrowser } from '../../test/e2e/openPage.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FILE = here('../../src/scene/panel/thumbnails.ts');
/** Drawn large, since that is how a preset is seen, and made small afterwards. */
const DRAWN = 480;
const SIDE = 96;
/** Share of the flight after which what flies tells of the preset, and what stands of the picture. */
const MOMENT = 0.66;

export async function takeThumbnails(): Promise<void> {
  const server = await createServer({ configFile: here('../../bench/vite.config.ts') });
  await server.listen();
  const browser = await launchBrowser();
  const lines: string[] = [];
  for (const preset of Object.keys(presets)) {
    const page = await browser.newPage({ viewport: { width: DRAWN, height: DRAWN } });
    await page.goto(`${server.resolvedUrls!.local[0]}looks/page.html?preset=${preset}&count=32768&stage`);
    await page.waitForFunction(() => 'looks' in window);
    const picture = await page.evaluate(
      async ([side, moment]) => {
        await window.looks.form('portrait');
        const flight = await window.looks.arrive();
        await window.looks.form('portrait');
        window.looks.advance(moment * flight);
        window.looks.draw();
        const small = document.createElement('canvas');
        small.width = side;
        small.height = side;
        const context = small.getContext('2d')!;
        context.imageSmoothingQuality = 'high';
        context.drawImage(document.querySelector('canvas')!, 0, 0, side, side);
        return small.toDataURL('image/webp', 0.8);
      },
      [SIDE, MOMENT] as const,
    );
    console.log(`${preset}: ${picture.length} characters`);
    lines.push(`  ${preset}:\n    '${picture}',`);
    await page.close();
  }
  await browser.close();
  await server.close();
  writeFileSync(
    FILE,
    `/** Pictures of the presets, ${SIDE} pixels a side: written by \`npm run looks -- thumbnails\`. */
import type { PresetName } from '../presets/index.ts';

export const thumbnails: Readonly<Record<PresetName, string>> = {
${lines.join('\n')}
};
`,
  );
}
