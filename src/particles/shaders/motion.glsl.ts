import { stateChunk } from './state.glsl.ts';

/**
 * What every force reads and adds to. A force is one function of its own file that takes a `Motion`:
 *
 * - an acceleration (gravity, an attractor) goes into `push`, in image heights/s²;
 * - a medium that carries the particle (wind, a stream) goes through `carry`, which drags it towards the medium's speed;
 * - a spring goes into `stiffness`.
 *
 * `advance` integrates them all at once, drag and stiffness implicitly (backward Euler), which is stable for every
 * strength at a fixed step, so that no slider can blow a swarm up:
 *
 *   v' = (v + dt (push + Σ rate·medium − k·offset)) / (1 + dt (Σ rate + dt k)),   x' = x + dt v'
 */
export const motionChunk: string = /* glsl */ `
  ${stateChunk}

  struct Motion {
    vec3 offset;      // from home
    vec3 velocity;
    vec3 place;       // home + offset
    vec3 home;
    bool isLoose;     // knocked out: home does not call it
    vec3 random;      // the particle's own three numbers, 0 to 1
    float pull;       // how firmly home holds it, 0 to 1
    vec3 push;        // 1/s²
    vec3 stream;      // Σ rate·medium, 1/s²
    float drag;       // Σ rate, 1/s
    float stiffness;  // 1/s²
  };

  Motion motionOf(vec4 position, vec4 velocity) {
    Motion m;
    m.offset = position.xyz;
    m.velocity = velocity.xyz;
    m.home = vec3(homeOf(position, velocity), 0.0);
    m.place = m.home + m.offset;
    m.random = vec3(0.5);
    m.isLoose = isLoose(velocity);
    m.pull = m.isLoose ? 0.0 : 1.0;
    m.push = m.stream = vec3(0.0);
    m.drag = m.stiffness = 0.0;
    return m;
  }

  void carry(inout Motion m, float rate, vec3 medium) {
    m.drag += rate;
    m.stream += rate * medium;
  }

  void advance(inout Motion m, float dt, float maxSpeed) {
    vec3 v = m.velocity + dt * (m.push + m.stream - m.stiffness * m.offset);
    v *= 1.0 / (1.0 + dt * (m.drag + dt * m.stiffness));
    float most = maxSpeed * maxSpeed;
    v *= sqrt(most / max(most, dot(v, v)));
    m.velocity = v;
    m.offset += dt * v;
  }
`;
