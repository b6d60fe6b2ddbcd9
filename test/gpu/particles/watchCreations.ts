import { onTestFinished } from 'vitest';

const makers = [
  'createTexture',
  'createFramebuffer',
  'createRenderbuffer',
  'createBuffer',
  'createVertexArray',
  'createShader',
  'createProgram',
  'createQuery',
] as const;

/** The names of what is called on a context to create something, from now on. */
export function watchCreations(gl: WebGLRenderingContext | WebGL2RenderingContext): string[] {
  const called: string[] = [];
  const own = gl as unknown as Record<string, unknown>;
  for (const maker of makers) {
    const create = (own[maker] as (...args: unknown[]) => unknown).bind(gl);
    own[maker] = (...args: unknown[]) => {
      called.push(maker);
      return create(...args);
    };
    onTestFinished(() => {
      delete own[maker];
    });
  }
  return called;
}
