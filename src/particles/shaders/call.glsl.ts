/** Share of the forming over which the particles' turns are spread. */
export const TURNS = 0.55;

/** How home calls particles in turn. */
export const callChunk: string = /* glsl */ `
  const float TURNS = ${TURNS};

  // How far a particle's own forming has come: from 0 on home calls it, from 1 on with the whole spring.
  float calledOf(float form, float turn) {
    return (form - turn * TURNS) * (1.0 / (1.0 - TURNS));
  }
`;
