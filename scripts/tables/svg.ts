/** What charts are written of: SVG files for light and dark pages. */

/** Told apart by the colour-blind too (Okabe and Ito 2008). */
export const COLORS = ['#6b7280', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

export function page(width: number, height: number, title: string, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>
  text { font: 13px system-ui, sans-serif; fill: #374151; }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: #9ca3af; stroke-opacity: 0.35; }
  @media (prefers-color-scheme: dark) { text { fill: #d1d5db; } }
</style>
${body.join('\n')}
</svg>
`;
}

export function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`;
}

export const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
