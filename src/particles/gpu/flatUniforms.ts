/**
 * Hands the uniforms of a fragment shader on to it from the vertex shader, as inputs that are the same all over the
 * triangle. Where a CPU draws, a fragment reads such an input at the price of a constant, and a uniform at that of several
 * multiplications: a third of a whole simulation step. Samplers stay as they are.
 */
export function flatUniforms(fragmentShader: string): { declare: string; assign: string; fragment: string } {
  let declare = '';
  let assign = '';
  const fragment = fragmentShader.replaceAll(
    /uniform (?!sampler)(\w+) u(\w+);/g,
    (uniform, type: string, name: string) => {
      // Nobody asks for it: three.js need not set it either.
      if (fragmentShader.match(new RegExp(`\\bu${name}\\b`, 'g'))!.length === 1) return '';
      declare += `${uniform} flat out ${type} v${name};\n`;
      assign += `v${name} = u${name};\n`;
      return `flat in ${type} v${name};\n#define u${name} v${name}\n`;
    },
  );
  return { declare, assign, fragment };
}
