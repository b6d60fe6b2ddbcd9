import {
  AdditiveBlending,
  Color,
  InstancedMesh,
  MeshBasicMaterial,
  Object3D,
  PlaneGeometry,
  Vector3,
} from 'three';

const MOST = 64;

/** World units a second, and seconds that a shot lasts. */
export interface ShotRules {
  readonly speed: number;
  readonly seconds: number;
}

/** Sparks of light that fly straight: one mesh, whose instances are used in turn. */
export class Shots extends InstancedMesh {
  readonly all = Array.from({ length: MOST }, () => {
    return { place: new Vector3(), velocity: new Vector3(), angle: 0, left: 0 };
  });
  private readonly pose = new Object3D();
  private next = 0;

  private readonly rules: ShotRules;

  constructor(rules: ShotRules) {
    const color = new Color(2.4, 1.5, 0.7);
    super(
      new PlaneGeometry(0.045, 0.008),
      new MeshBasicMaterial({ color, blending: AdditiveBlending }),
      MOST,
    );
    this.rules = rules;
    this.frustumCulled = false;
  }

  fire(from: Vector3, angle: number): void {
    const shot = this.all[this.next++ % MOST]!;
    shot.place.copy(from);
    shot.velocity.set(Math.cos(angle), Math.sin(angle), 0).multiplyScalar(this.rules.speed);
    shot.angle = angle;
    shot.left = this.rules.seconds;
  }

  update(deltaSeconds: number): void {
    const { pose } = this;
    for (const [index, { place, velocity, angle, left }] of this.all.entries()) {
      this.all[index]!.left = left - deltaSeconds;
      pose.position.copy(place.addScaledVector(velocity, deltaSeconds));
      pose.rotation.z = angle;
      pose.scale.setScalar(left > deltaSeconds ? 1 : 0);
      pose.updateMatrix();
      this.setMatrixAt(index, pose.matrix);
    }
    this.instanceMatrix.needsUpdate = true;
  }
}
