import type { GenesisParticles } from 'genesis-particles';
import { Plane, Raycaster, Vector2, Vector3 } from 'three';
import type { Stage } from './Stage.ts';

/** Reach of a blow, and its speed: world units, and world units a second. */
const RADIUS = 0.38;
const SPEED = 6;

/** A pointer over the canvas pushes particles aside; pressed, it strikes them, and `struck` is called. */
export function addPointing(
  stage: Stage,
  swarm: Pick<GenesisParticles, 'point' | 'impulse'>,
  struck = () => {},
): void {
  const { camera } = stage;
  const canvas = stage.renderer.domElement;
  const raycaster = new Raycaster();
  const plane = new Plane(new Vector3(0, 0, 1));
  const place = new Vector2();
  const hit = new Vector3();

  const aim = ({ clientX, clientY }: PointerEvent) => {
    place.set((clientX / innerWidth) * 2 - 1, 1 - (clientY / innerHeight) * 2);
    raycaster.setFromCamera(place, camera);
    swarm.point(raycaster.ray);
  };
  const leave = () => swarm.point(null);

  canvas.addEventListener('pointermove', aim);
  canvas.addEventListener('pointerdown', event => {
    struck();
    aim(event);
    // The swarm stands in the middle of the scene: its own space is the world's.
    if (raycaster.ray.intersectPlane(plane, hit)) swarm.impulse(hit, RADIUS, SPEED);
  });
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('pointercancel', leave);
  canvas.addEventListener('pointerup', ({ pointerType }) => pointerType !== 'mouse' && leave());
}
