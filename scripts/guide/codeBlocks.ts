/** The blocks of code in a Markdown document, in order. */

export interface CodeBlock {
  /** As the fence names it: `ts`, `sh`; empty where it names none. */
  readonly language: string;
  /** The words after the language: `live`. */
  readonly words: readonly string[];
  readonly code: string;
  /** Of the document, counted from 1, in which the code begins. */
  readonly line: number;
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(
    ({ 1: info = '', 2: code = '', index }) => {
      const [language = '', ...words] = info.trim().split(/\s+/);
      return { language, words, code, line: markdown.slice(0, index).split('\n').length + 1 };
    },
  );
}

/** Whether it is a program of this library's users, which is to be compiled. */
export const isProgram = ({ language }: CodeBlock): boolean => ['ts', 'tsx', 'js', 'jsx'].includes(language);

/** Whether a page of the guide runs it beside the text. */
export const isLive = ({ words }: CodeBlock): boolean => words.includes('live');
