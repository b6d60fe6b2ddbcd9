/** Finds out what the machine offers: {@link BackendFacts}. */

import * as tf from '../tf.ts';
import type { BackendFacts, BackendName } from './choose.ts';

/** Renderer names of WebGL that runs on the CPU, among them where a browser does not own up to it. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** @param wanted looks no further than this choice needs: making a WebGL context takes a while. */
export async function probeBackends(wanted: BackendName | 'auto'): Promise<BackendFacts> {
  const asked = wanted === 'webgl' || wanted === 'auto';
  if (asked) known ??= probeWebGL();
  return { ...((asked && known) || NO_WEBGL), wasm: await hasWasm() };
}

/** What WebGL was found once: searches and attacks ask at every call, and browsers let go of contexts late. */
let known: Omit<BackendFacts, 'wasm'> | null = null;

const NO_WEBGL = { webgl: 'none', renderer: '', fullFloat: false } as const;

function probeWebGL(): Omit<BackendFacts, 'wasm'> | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const trusted = makeContext(true);
  const gl = trusted ?? makeContext(false);
  if (!gl) return null;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const precision = gl.getShaderPrecisionFormat(gl.FRAGMENT_SHADER, gl.HIGH_FLOAT)?.precision ?? 0;
  const fullFloat = gl.getExtension('EXT_color_buffer_float') !== null && precision >= 23;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return {
    webgl: trusted && !SOFTWARE_RENDERERS.test(renderer) ? 'hardware' : 'software',
    renderer,
    fullFloat,
  };
}

function makeContext(failIfMajorPerformanceCaveat: boolean): WebGL2RenderingContext | null {
  return new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat });
}

async function hasWasm(): Promise<boolean> {
  return tf.findBackendFactory('wasm') != null && (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
}
