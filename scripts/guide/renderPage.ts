/** A chapter as a page of the site. */
import type { Chapter } from './chapters.ts';

/** @param chapters all of them, in order. @param live addresses of the modules of its live blocks. */
export function renderPage(chapter: Chapter, chapters: readonly Chapter[], live: readonly string[]): string {
  const root = chapter.place.replaceAll(/[^/]+/g, '..');
  const number = chapters.indexOf(chapter);
  const turnTo = (to: Chapter | undefined, relation: 'prev' | 'next', word: string) =>
    to ? `<a rel="${relation}" href="${root}${to.place}"><span>${word}</span> ${to.title}</a>` : '';
  const isHere = (other: Chapter) => (other === chapter ? ' aria-current="page"' : '');
  const contents = chapters
    .map(other => `<li><a href="${root}${other.place}"${isHere(other)}>${other.title}</a></li>`)
    .join('\n          ');
  const headings = chapter.headings.map(({ id, text }) => `<li><a href="#${id}">${text}</a></li>`).join('');
  const onThisPage =
    number > 0 && headings ? `<nav class="here" aria-label="On this page"><ol>${headings}</ol></nav>` : '';
  const imports = live.map(address => `() => import('${address}')`).join(', ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${chapter.summary.replaceAll('"', '&quot;')}">
    <title>${number > 0 ? `${chapter.title} · ` : ''}Guide · Genesis Particles</title>
    <link rel="icon" href="${root}icon.svg">
    <link rel="stylesheet" href="${root}guide/guide.css">
  </head>
  <body>
    <a class="skip" href="#text">Skip to the text</a>
    <header>
      <a class="name" href="${root}">Genesis Particles <span lang="zh">创世粒子</span></a>
      <nav aria-label="Site"><a href="${root}">Demos</a> <a href="${root}guide/">Guide</a> <a href="${root}api/index.html">API</a></nav>
    </header>
    <div class="columns">
      <nav class="chapters" aria-label="Chapters">
        <ol>
          ${contents}
        </ol>
      </nav>
      <main id="text" tabindex="-1">
        ${chapter.html.replace('</h1>', `</h1>${onThisPage}`)}
        <nav class="turn" aria-label="Next and previous chapter">
          ${turnTo(chapters[number - 1], 'prev', 'Before')}
          ${turnTo(chapters[number + 1], 'next', 'Next')}
        </nav>
      </main>
    </div>
    ${live.length > 0 ? `<script type="module">import { bringToLife } from '/guide/bringToLife.ts'; bringToLife([${imports}]);</script>` : ''}
  </body>
</html>
`;
}
