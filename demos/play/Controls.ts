import { Plane, Raycaster, Vector2, Vector3 } from 'three';
import type { Stage } from '../stage/Stage.ts';

/** What a player wants. */
export interface Intent {
  /** Where to go: at most 1 long. */
  readonly move: Vector2;
  /** A place in the plane of the game to shoot at; null: whatever is near. */
  readonly aim: Vector3 | null;
  readonly fire: boolean;
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  KeyW: [0, 1],
  ArrowUp: [0, 1],
  KeyA: [-1, 0],
  ArrowLeft: [-1, 0],
  KeyS: [0, -1],
  ArrowDown: [0, -1],
  KeyD: [1, 0],
  ArrowRight: [1, 0],
};

/** Pixels that a finger is drawn for full speed. */
const STICK = 44;
/** Of a gamepad's sticks: what is less is their play. */
const PLAY = 0.18;
const onScreen = new Vector2();

/**
 * Keyboard, mouse, touch and gamepad as one wish: WASD or arrows go, the mouse aims, space or its button shoots; a finger is
 * a stick that shoots by itself; a gamepad goes with the left stick and aims with the right one.
 */
export class Controls {
  private readonly held = new Set<string>();
  private readonly pointer = new Vector2();
  private readonly from = new Vector2();
  private readonly move = new Vector2();
  private readonly place = new Vector3();
  private readonly ray = new Raycaster();
  private readonly plane = new Plane(new Vector3(0, 0, 1));
  private readonly stage: Stage;
  /** What was used last. */
  private by: 'keys' | 'mouse' | 'touch' | 'gamepad' = 'keys';
  private pressed = false;

  constructor(stage: Stage) {
    this.stage = stage;
    const canvas = stage.renderer.domElement;
    addEventListener('keydown', event => {
      if (event.target instanceof HTMLButtonElement || event.ctrlKey || event.metaKey) return;
      if (event.code === 'Space' || event.code in DIRECTIONS) event.preventDefault();
      this.held.add(event.code);
    });
    addEventListener('keyup', ({ code }) => this.held.delete(code));
    addEventListener('blur', () => this.letGo());
    canvas.addEventListener('pointerdown', event => {
      this.by = event.pointerType === 'touch' ? 'touch' : 'mouse';
      this.pressed = true;
      this.from.set(event.clientX, event.clientY);
      this.follow(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
      if (event.pointerType !== 'touch') this.by = 'mouse';
      this.follow(event);
    });
    canvas.addEventListener('pointerup', () => this.letGo());
    canvas.addEventListener('pointercancel', () => this.letGo());
  }

  /** What is wanted now from who stands at `player`. The same vectors every time. */
  read(player: Vector3): Intent {
    const { move, held } = this;
    move.set(0, 0);
    for (const code of held) {
      const [x, y] = DIRECTIONS[code] ?? [0, 0];
      move.set(move.x + x, move.y + y);
    }
    const pad = this.readPad(player);
    if (pad) return pad;
    if (this.by === 'touch') {
      if (this.pressed)
        move.set(this.pointer.x - this.from.x, this.from.y - this.pointer.y).divideScalar(STICK);
      return { move: move.clampLength(0, 1), aim: null, fire: true };
    }
    const aim = this.by === 'mouse' ? this.pointed() : null;
    return { move: move.clampLength(0, 1), aim, fire: this.pressed || held.has('Space') };
  }

  private readPad(player: Vector3): Intent | null {
    const pad = navigator.getGamepads().find(each => each?.connected);
    if (!pad) return null;
    const [x = 0, y = 0, aimX = 0, aimY = 0] = pad.axes;
    const goes = Math.hypot(x, y) > PLAY;
    const aims = Math.hypot(aimX, aimY) > PLAY;
    const fire = aims || pad.buttons.some(button => button.pressed);
    if (goes || fire) this.by = 'gamepad';
    if (this.by !== 'gamepad') return null;
    if (goes) this.move.set(x, -y);
    const aim = aims ? this.place.set(player.x + aimX, player.y - aimY, 0) : null;
    return { move: this.move.clampLength(0, 1), aim, fire };
  }

  private pointed(): Vector3 | null {
    const { pointer, ray, stage, plane, place } = this;
    ray.setFromCamera(
      onScreen.set((pointer.x / innerWidth) * 2 - 1, 1 - (pointer.y / innerHeight) * 2),
      stage.camera,
    );
    return ray.ray.intersectPlane(plane, place);
  }

  private follow({ clientX, clientY }: PointerEvent): void {
    this.pointer.set(clientX, clientY);
  }

  private letGo(): void {
    this.pressed = false;
    this.held.clear();
  }
}
