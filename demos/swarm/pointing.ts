import type { GenesisParticles } from 'genesis-particles';
import { Plane, Raycaster, Vector2, Vector3 } from 'three';
import type { Stage } from '../stage/Stage.ts';
import type { Show } from './Show.ts';

/** Reach of a blow, and its speed: world units, and world units a second. */
const RADIUS = 0.38;
const SPEED = 6;

/** A pointer over the canvas pushes particles aside; pressed, it strikes them. */
export function addPointing(stage: Stage, swarm: GenesisParticles, show: Show): void {
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
    show.linger();
    aim(event);
    // The swarm stands in the middle of the scene: its own space is the world's.
    if (raycaster.ray.intersectPlane(plane, hit)) swarm.impulse(hit, RADIUS, SPEED);
  });
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('pointercancel', leave);
  canvas.addEventListener('pointerup', ({ pointerType }) => pointerType !== 'mouse' && leave());
}
