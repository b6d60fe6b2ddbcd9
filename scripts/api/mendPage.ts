/**
 * What TypeDoc cannot be told of its pages: links to the rest of the site, which its sources write as `site:guide/`, and
 * what of its theme shuts people out.
 */

/**
 * @param root where the site is, from this page: `../..`
 * @returns the page with landmarks, without links inside of buttons, and with headings none of which skips a level
 */
export function mendPage(html: string, root: string): string {
  return levelHeadings(html)
    .replaceAll('href="site:', `href="${root}/`)
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace('<div class="page-menu">', '<div class="page-menu" role="complementary" aria-label="This page">')
    .replace('<nav id="tsd-sidebar-links"', '<nav id="tsd-sidebar-links" aria-label="Site"')
    .replaceAll(/<summary.*?<\/summary>/gs, summary =>
      summary.replaceAll(/<a [^>]*tsd-anchor-icon.*?<\/a>/gs, ''),
    );
}

/** Says how deep a heading is where its element does not, by which it keeps its looks. */
function levelHeadings(html: string): string {
  const above: number[] = [];
  return html.replaceAll(/<h([1-6])(?=[ >])/g, (tag, digit: string) => {
    const own = Number(digit);
    while (above.length > 0 && above.at(-1)! >= own) above.pop();
    above.push(own);
    return above.length === own ? tag : `${tag} aria-level="${above.length}"`;
  });
}

/** Where the navigation makes an entry with others under it, as the theme's script has it. */
const ENTRY = 'De(t,o);';
const LIST = 'c.className="tsd-nested-navigation";';

/**
 * The theme's script, whose navigation puts links into buttons that fold: there the link stands first among what is folded.
 *
 * @throws Error when the script is another than this was written for
 */
export function mendScript(script: string): string {
  for (const part of [ENTRY, LIST]) {
    if (script.split(part).length === 2) continue;
    throw new Error(`TypeDoc's main.js is another than scripts/api/mendPage.ts knows: it lacks ${part}`);
  }
  return script
    .replace(ENTRY, 'De({...t,path:""},o);')
    .replace(LIST, `${LIST}t.path&&Ve({...t,children:void 0,text:"Overview"},c,i);`);
}
