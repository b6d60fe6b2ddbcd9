import { expect, test } from 'vitest';
import { shortenShaders } from '../../../scripts/shortenShaders.ts';

const shader = (marked: boolean) => `export const shader = ${marked ? '/* glsl */ ' : ''}\`
  // What it does.
  #define SIZE (4.0 * 2.0)
  uniform float uTime;   // s

  void main() {
    \${parts.map(part => \`\${part}(m);  // a part\`).join('  ')}
    vec2 p = vec2( 1.0, uTime ) * 2.0 - 1.0;
    float a = p.x - -p.y + (1.0 / 3.0);
  }
\`; // 1  +  1
`;

test('comments, indentation and needless spaces go from shaders; lines, directives and what is between them stay', () => {
  expect(shortenShaders(shader(true)).split('\n')).toEqual([
    'export const shader = /* glsl */ `',
    '',
    '#define SIZE (4.0 * 2.0)',
    'uniform float uTime;',
    '',
    'void main(){',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a text
    "${parts.map(part => `${part}(m);  // a part`).join('  ')}",
    'vec2 p=vec2(1.0,uTime)*2.0-1.0;',
    'float a=p.x - -p.y+(1.0/3.0);',
    '}',
    '`; // 1  +  1',
    '',
  ]);
});

test('other templates stay as they are', () => {
  expect(shortenShaders(shader(false))).toBe(shader(false));
});
