/** Draws a particle home: a damped spring, `uDamping` of critical, as strong as home's hold on the particle. */
export const springChunk: string = /* glsl */ `
  uniform float uRootSpring;    // 1/s: the undamped oscillation's rate; its square is the stiffness
  uniform float uDamping;       // of critical

  void spring(inout Motion m) {
    float rate = uRootSpring * m.pull;
    m.stiffness += rate * rate;
    m.drag += 2.0 * uDamping * rate;
  }
`;
