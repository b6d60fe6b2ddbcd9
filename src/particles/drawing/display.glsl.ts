import { ColorManagement, SRGBTransfer, type ToneMapping } from 'three';

/**
 * What the renderer would make of a linear colour on its way to the current target: tone mapping and encoding, by
 * three.js's own functions. three.js offers these to fragment shaders only; here a vertex shader asks, so the choice
 * comes in as {@link displayDefines}. By a uniform it would need no program for each, but a CPU that draws works out
 * every branch, and together they are a tenth of a frame.
 */
export const displayChunk: string = /* glsl */ `
  #include <tonemapping_pars_fragment>
  #include <colorspace_pars_fragment>

  vec3 display(vec3 light) {
    #ifdef TONE_MAPPED
      light = TONE_MAPPED(light);
    #endif
    #ifdef ENCODED
      light = sRGBTransferOETF(vec4(light, 1.0)).rgb;
    #endif
    return light;
  }
`;

/** Of three.js, in the order of its constants. */
const toneMappings = ['', 'Linear', 'Reinhard', 'Cineon', 'ACESFilmic', 'Custom', 'AgX', 'Neutral'];

/** The choice, made when three.js has a program compiled for a kind of target. */
export function displayDefines(toneMapping: ToneMapping, colorSpace: string): string {
  const name = toneMappings[toneMapping];
  const encoded = ColorManagement.getTransfer(colorSpace) === SRGBTransfer;
  return `${name ? `#define TONE_MAPPED ${name}ToneMapping\n` : ''}${encoded ? '#define ENCODED\n' : ''}`;
}
