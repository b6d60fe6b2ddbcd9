/** Gravity and wind, felt by what is on its way: a home holds its particle against them. */
export const weatherChunk: string = /* glsl */ `
  uniform float uGravity;       // image heights/s², downwards
  uniform vec2 uWind;           // image heights/s
  uniform float uWindDrag;      // 1/s; 0: no wind

  void weather(inout Motion m) {
    float free = 1.0 - m.pull;
    m.push.y -= uGravity * free;
    carry(m, uWindDrag * free, vec3(uWind, 0.0));
  }
`;
