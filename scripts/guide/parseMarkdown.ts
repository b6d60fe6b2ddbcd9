/** A document of the guide as HTML, its code coloured. Everything is done here, nothing in the reader's browser. */
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { Marked, type Tokens } from 'marked';
import { getHeadingList, gfmHeadingId } from 'marked-gfm-heading-id';
import { markedHighlight } from 'marked-highlight';
import { isLive } from './codeBlocks.ts';
import { linkOf } from './places.ts';

const languages = { sh: bash, http, json, ts: typescript, js: typescript, html: xml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

export interface Heading {
  readonly id: string;
  /** HTML. */
  readonly text: string;
}

export interface Document {
  readonly title: string;
  /** The first paragraph, as plain text. */
  readonly summary: string;
  /** Of the second level. */
  readonly headings: readonly Heading[];
  /** All of it. */
  readonly html: string;
}

/** @throws Error for a document without a title, and for code in a language that is not coloured. */
export function parseMarkdown(markdown: string, file: string): Document {
  const marked = new Marked(
    markedHighlight({
      langPrefix: 'hljs language-',
      highlight: (code, language) =>
        language === 'text' ? escaped(code) : hljs.highlight(code, { language }).value,
    }),
    gfmHeadingId(),
    {
      renderer: {
        code({ text, lang = '' }: Tokens.Code) {
          const [language = '', ...words] = lang.split(/\s+/);
          // Long lines scroll, which a keyboard can do only where it can go.
          const block = `<pre tabindex="0"><code class="hljs language-${language}">${text}\n</code></pre>\n`;
          return isLive({ language, words, code: text, line: 0 })
            ? `<div class="live">${block}${STAGE}</div>\n`
            : block;
        },
        table(token: Tokens.Table) {
          const cell = ({ text, tokens }: Tokens.TableCell, tag: 'td' | 'th') =>
            // A heading that says nothing is none.
            text ? `<${tag}>${this.parser.parseInline(tokens)}</${tag}>` : '<td></td>';
          const row = (cells: readonly Tokens.TableCell[], tag: 'td' | 'th') =>
            `<tr>${cells.map(each => cell(each, tag)).join('')}</tr>`;
          const named = token.header.some(({ text }) => text.trim());
          const head = named ? `<thead>${row(token.header, 'th')}</thead>` : '';
          const body = token.rows.map(cells => row(cells, 'td')).join('\n');
          return `<div class="table" tabindex="0"><table>${head}<tbody>${body}</tbody></table></div>\n`;
        },
        link({ href, tokens }: Tokens.Link) {
          return `<a href="${linkOf(href, file)}">${this.parser.parseInline(tokens)}</a>`;
        },
      },
    },
  );
  const html = marked.parse(markdown, { async: false });
  const headings = getHeadingList();
  const title = headings.find(({ level }) => level === 1)?.raw;
  if (!title) throw new Error(`docs/guide/${file} has no title: a line that begins with "# ".`);
  const [, summary = ''] = /^# .+\n\n(.+)$/m.exec(markdown) ?? [];
  return {
    title,
    summary: summary.replace(/[`*]|\[|\]\([^)]*\)/g, ''),
    headings: headings.filter(({ level }) => level === 2).map(({ id, text }) => ({ id, text })),
    html,
  };
}

/** Where a live block is played. It has its size before anything runs. */
const STAGE = `<figure class="stage" data-state="resting">
  <div class="canvas"></div>
  <figcaption><button type="button">Run</button> <span role="status">This very code.</span></figcaption>
</figure>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
