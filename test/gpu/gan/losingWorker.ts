/** The networks' worker, which loses every WebGL context it has made when a `lose` message comes by a broadcast channel. */

import '../../../src/gan/worker/gan.worker.ts';

const contexts: WebGL2RenderingContext[] = [];
const { getContext } = OffscreenCanvas.prototype;

OffscreenCanvas.prototype.getContext = function (
  this: OffscreenCanvas,
  ...args: Parameters<typeof getContext>
) {
  const context = getContext.apply(this, args);
  if (context instanceof WebGL2RenderingContext) contexts.push(context);
  return context;
} as typeof getContext;

new BroadcastChannel('contexts').onmessage = () => {
  for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
};
