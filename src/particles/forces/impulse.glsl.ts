/**
 * A push, once: it changes the velocities of one step.
 *   v' = v + strength · (d/|d| + scatter) · (1 − |d|²/R²)²   for |d| < R,   d from the point to the particle.
 * Where it sticks, particles that were hit are knocked loose: home no longer calls them, until an image is formed.
 */
export const impulseChunk: string = /* glsl */ `
  uniform vec4 uImpulse;            // point, and 1/R² in image heights
  uniform float uImpulseStrength;   // image heights/s
  uniform float uImpulseSticks;     // from this share of the strength on particles are knocked loose; above 1: none

  void impulse(inout Motion m) {
    vec3 d = m.place - uImpulse.xyz;
    float square = dot(d, d);
    float fall = max(0.0, 1.0 - square * uImpulse.w);
    fall *= fall;
    vec3 scatter = m.random - 0.5;
    m.velocity += (d * inversesqrt(square + 1e-6) + scatter * vec3(0.7, 0.7, 1.6)) * (uImpulseStrength * fall * (0.6 + scatter.x));
    m.isLoose = m.isLoose || fall > uImpulseSticks;
    m.pull = m.isLoose ? 0.0 : m.pull;
  }
`;
