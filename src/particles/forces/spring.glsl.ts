/** Draws a particle home: a damped spring, `damping` of critical, as strong as home's hold on the particle. */
export const springChunk: string = /* glsl */ `
  uniform vec2 uSpring;         // stiffness, 1/s², and drag, 1/s, of the whole spring

  void spring(inout Motion m) {
    m.stiffness += uSpring.x * m.pull * m.pull;
    m.drag += uSpring.y * m.pull;
  }
`;
