/** Names of WebGL implementations that compute on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** The machine that a number was measured on, as far as a page can tell: `Chromium 140, software GL (…), 2 cores`. */
export function describeEnvironment(): string {
  const browser = /(?:Headless)?(Chrome|Firefox|Version)\/(\d+)/.exec(navigator.userAgent);
  const name = browser?.[1]?.replace('Chrome', 'Chromium').replace('Version', 'Safari') ?? 'unknown browser';
  const cores = navigator.hardwareConcurrency;
  return `${name} ${browser?.[2] ?? ''}, ${describeGraphics()}, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
}

function describeGraphics(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'no WebGL 2';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return `${SOFTWARE.test(renderer) ? 'software GL' : 'GPU'} (${renderer})`;
}
