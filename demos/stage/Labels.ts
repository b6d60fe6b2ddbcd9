import type { GenesisParticles } from 'genesis-particles';
import { Vector3 } from 'three';
import type { Stage } from './Stage.ts';

/** A word at a place of the image. */
export interface Label {
  /** From the image's left edge and from its top, as shares of its width and height. */
  readonly at: readonly [x: number, y: number];
  readonly text: string;
  /** A class name of its element. */
  readonly kind: string;
}

/** Words of the page that stay with what the swarm forms, however the camera moves. */
export class Labels {
  private readonly stage: Stage;
  private readonly swarm: GenesisParticles;
  private readonly list = document.createElement('ol');
  private readonly place = new Vector3();
  private labels: readonly Label[] = [];
  private aspect = 1;

  constructor(stage: Stage, swarm: GenesisParticles) {
    this.stage = stage;
    this.swarm = swarm;
    this.list.className = 'labels';
    document.querySelector('main')?.append(this.list);
  }

  /** @param aspect width over height of the image */
  show(labels: readonly Label[], aspect: number): void {
    this.labels = labels;
    this.aspect = aspect;
    while (this.list.children.length > labels.length) this.list.lastChild?.remove();
    while (this.list.children.length < labels.length) this.list.append(document.createElement('li'));
    for (const [index, { text, kind }] of labels.entries()) {
      const item = this.list.children[index] as HTMLElement;
      item.textContent = text;
      item.className = kind;
    }
  }

  /** Call once a frame. */
  frame(): void {
    for (const [index, { at }] of this.labels.entries()) {
      this.place.set((at[0] - 0.5) * this.aspect, 0.5 - at[1], 0).multiplyScalar(this.swarm.size);
      this.swarm.localToWorld(this.place).project(this.stage.camera);
      const [x, y] = [((this.place.x + 1) / 2) * innerWidth, ((1 - this.place.y) / 2) * innerHeight];
      (this.list.children[index] as HTMLElement).style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
    }
  }
}
