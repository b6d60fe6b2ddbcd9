import { BufferAttribute, BufferGeometry, Color, Mesh, ShaderMaterial } from 'three';
import type { Ground } from './ground.ts';

/** Near-black with a hint of hue, or paper: where the subject is, and in the corners. */
const COLORS = {
  dark: ['#15262f', '#0a1117'],
  light: ['#f8f5ef', '#e6e0d5'],
} as const;

/**
 * The ground behind the subject: a little lighter where the subject is, darker towards the corners, and dithered so that
 * no bands show.
 */
export class Backdrop extends Mesh<BufferGeometry, ShaderMaterial> {
  constructor() {
    const geometry = new BufferGeometry();
    geometry.setAttribute(
      'position',
      new BufferAttribute(new Float32Array([-1, -1, 1, 3, -1, 1, -1, 3, 1]), 3),
    );
    super(
      geometry,
      new ShaderMaterial({
        name: 'Backdrop',
        depthTest: false,
        depthWrite: false,
        uniforms: {
          uCentre: { value: new Color() },
          uCorner: { value: new Color() },
          uLight: { value: [0.5, 0.5] },
        },
        vertexShader: /* glsl */ `
          varying vec2 vPlace;
          void main() {
            vPlace = position.xy;
            gl_Position = vec4(position.xy, 1.0, 1.0);
          }`,
        fragmentShader: /* glsl */ `
          uniform vec3 uCentre;
          uniform vec3 uCorner;
          uniform vec2 uLight;
          varying vec2 vPlace;
          void main() {
            float distance = length(vPlace - uLight);
            gl_FragColor = vec4(mix(uCentre, uCorner, smoothstep(0.0, 1.35, distance)), 1.0);
            #include <colorspace_fragment>
            float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
            gl_FragColor.rgb += (noise - 0.5) / 255.0;
          }`,
      }),
    );
    this.frustumCulled = false;
    this.renderOrder = -1;
  }

  set ground(ground: Ground) {
    const [centre, corner] = COLORS[ground];
    this.material.uniforms.uCentre!.value.set(centre);
    this.material.uniforms.uCorner!.value.set(corner);
  }

  /** Where the ground is lightest, in clip space. */
  set light(place: readonly [number, number]) {
    this.material.uniforms.uLight!.value = place;
  }
}
