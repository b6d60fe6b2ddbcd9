/**
 * What the renderer would make of a linear colour on its way to the current target: tone mapping and encoding, by
 * three.js's own functions. three.js offers these to fragment shaders only; here a vertex shader asks, so the choice
 * comes in as uniforms.
 */
export const displayChunk: string = /* glsl */ `
  #include <tonemapping_pars_fragment>
  #include <colorspace_pars_fragment>

  uniform int uToneMapping;     // three.js's constant; 0 in a render target
  uniform bool uEncode;         // whether the target stores sRGB-encoded values

  vec3 display(vec3 light) {
    if (uToneMapping == 1) light = LinearToneMapping(light);
    else if (uToneMapping == 2) light = ReinhardToneMapping(light);
    else if (uToneMapping == 3) light = CineonToneMapping(light);
    else if (uToneMapping == 4) light = ACESFilmicToneMapping(light);
    else if (uToneMapping == 5) light = CustomToneMapping(light);
    else if (uToneMapping == 6) light = AgXToneMapping(light);
    else if (uToneMapping == 7) light = NeutralToneMapping(light);
    return uEncode ? sRGBTransferOETF(vec4(light, 1.0)).rgb : light;
  }
`;
