/**
 * Where a particle is in its flight, in closed form: for devices that cannot keep state in textures. Here `uPosition` and
 * `uVelocity` hold where it set out from, in the same encoding as a simulated state; `fly` makes of them where it is
 * now. It takes `callChunk`. The twin in JavaScript is `Flight`: change both or neither.
 *
 * - Home calls in turn, with the easing and the strength of the simulation's spring, critically damped:
 *   offset = (start + what air leaves of the speed) · (1 + x) · e⁻ˣ, where x is the integral of the spring's rate;
 * - streams carry it aside, an Arnold-Beltrami-Childress flow (without sources or sinks, as curl noise is), which
 *   vanishes at both ends of the way, and does not take whom home held already when it set out;
 * - an image that comes apart moves off as `departures` says.
 */
export const flightChunk: string = /* glsl */ `
  uniform float uElapsed;       // s since the forming began
  uniform float uBegun;         // that, when the particles were where they set out from
  uniform float uFlown;         // s since then
  uniform float uDuration;      // s that the forming takes
  uniform vec3 uEasing;         // coefficients of t, t², t³
  uniform float uRate;          // 1/s, of the whole spring
  uniform float uStream;        // image heights
  uniform vec4 uDeparture;      // outwards, along the heading, down, round the point
  uniform float uDepartureStream;
  uniform vec3 uPoint;
  uniform vec3 uHeading;

  const float AIR = 3.0;        // 1/s, how fast the speed is lost with which it set out

  float pulled(float seconds, float turn) {
    float c = calledOf(seconds / uDuration, turn), t = clamp(c, 0.0, 1.0);
    return t * t * (uEasing.x / 2.0 + t * (uEasing.y / 3.0 + t * uEasing.z / 4.0)) + max(0.0, c - 1.0);
  }

  vec3 stream(vec3 place, float seconds) {
    vec3 p = 4.0 * place + seconds * vec3(0.7, 0.5, 0.6);
    return sin(p.zxy) + cos(p.yzx);
  }

  vec3 flown(vec3 start, vec3 speed, vec3 home, vec4 turn, float elapsed, float seconds) {
    float x = uRate * uDuration * (1.0 - TURNS) * (pulled(elapsed, turn.x) - pulled(uBegun, turn.x));
    float left = (1.0 + x) * exp(-x);
    vec3 offset = (start + speed * (1.0 - exp(-AIR * seconds)) / AIR) * left;
    float free = 1.0 - clamp(calledOf(uBegun / uDuration, turn.x), 0.0, 1.0);
    offset += uStream * free * (1.0 - exp(-2.0 * seconds)) * left * stream(home + offset, seconds);
    float freed = clamp((uRelease - turn.x * uReleaseStagger) / (1.0 - uReleaseStagger), 0.0, 1.0);
    if (freed > 0.0) {
      vec3 r = home + offset - uPoint;
      float angle = uDeparture.w * freed * freed, c = cos(angle), s = sin(angle);
      vec3 turned = vec3(c * r.x - s * r.y, s * r.x + c * r.y, r.z);
      float pace = 0.55 + 0.7 * turn.z;
      vec3 apart = r + (turn.yzw - 0.5) * vec3(0.25, 0.25, 0.5);
      vec3 moved = uDeparture.x * freed * (2.0 - freed) * apart + pace * freed * uDeparture.y * uHeading;
      moved.y -= pace * freed * freed * uDeparture.z;
      moved += uDepartureStream * freed * stream(home + offset, seconds);
      offset += turned - r + moved;
    }
    return offset;
  }

  void fly(inout vec4 position, inout vec4 velocity, vec4 turn) {
    vec3 home = vec3(position.w, velocity.w, 0.0);
    vec3 start = position.xyz, speed = velocity.xyz;
    position.xyz = flown(start, speed, home, turn, uElapsed, uFlown);
    velocity.xyz = vec3(0.0);
    // Only colours ask how fast it is.
    if (uTintBy == 1 && uFlown > 0.02) {
      velocity.xyz = (position.xyz - flown(start, speed, home, turn, uElapsed - 0.01, uFlown - 0.01)) / 0.01;
    }
  }
`;
