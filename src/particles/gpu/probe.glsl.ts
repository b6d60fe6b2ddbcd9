/**
 * Draws a value that tells number formats apart: -1 - 2⁻¹² takes a sign and more than 11 bits, 3.25 is above 1, and 0.2
 * and 1 fit into a byte.
 */
const valueChunk = /* glsl */ `
  const vec4 VALUE = vec4(-1.000244140625, 3.25, 0.2, 1.0);
`;

/** Writes the value into each of `count` textures. */
export function probeDrawShader(count: number): string {
  const outputs = Array.from({ length: count }, (_, index) => index);
  return /* glsl */ `
  ${valueChunk}
  ${outputs.map(index => `layout(location = ${index}) out vec4 value${index};`).join('\n  ')}

  void main() {
    ${outputs.map(index => `value${index} = VALUE;`).join('\n    ')}
  }
`;
}

/** Samples a texture that the value was drawn into: white where it holds what its format can, else black. */
export const probeCheckShader: string = /* glsl */ `
  ${valueChunk}
  uniform sampler2D uTexture;
  uniform int uFormat;    // 0: 32-bit floats, 1: 16-bit floats, 2: bytes

  layout(location = 0) out vec4 passed;

  void main() {
    // The first two components: the others may be missing from the format.
    vec2 value = texelFetch(uTexture, ivec2(gl_FragCoord.xy), 0).xy;
    vec2 error = abs(value - (uFormat == 2 ? clamp(VALUE.xy, 0.0, 1.0) : VALUE.xy));
    float most = uFormat == 0 ? 0.0 : 0.001;
    passed = vec4(error.x <= most && error.y <= most ? 1.0 : 0.0);
  }
`;
