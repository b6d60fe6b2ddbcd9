import { GenesisParticles, type SwarmParameters } from 'genesis-particles';
import { AdaptiveCount } from './AdaptiveCount.ts';
import { count, quality, whole } from './address.ts';
import { FrameRate } from './FrameRate.ts';
import { onGround } from './ground.ts';
import { inked } from './inks.ts';
import { keepClear } from './keepClear.ts';
import { Readout } from './Readout.ts';
import { Stage } from './Stage.ts';

export interface OpenedStage {
  readonly stage: Stage;
  readonly swarm: GenesisParticles;
  readonly readout: Readout;
  /** Changes the look, on either ground. */
  dress(look: Partial<SwarmParameters>): void;
  /** As `dress`, but what a visitor has set stays. */
  redress(look: Partial<SwarmParameters>): void;
  /** Draws from now on; `frame` is called with the seconds since the last frame, before it is drawn. */
  start(frame?: (deltaSeconds: number) => void): void;
}

/**
 * What a demo begins with: the stage, a swarm of as many particles as the machine can draw, and the read-out of both.
 * @param look of the swarm, as it is on a dark ground
 * @param options.fewest particles that the subject takes to be recognised, however slow the machine
 */
export function openStage(
  look: Partial<SwarmParameters>,
  { seed = whole('seed') ?? 1, fewest = 2048 }: { readonly seed?: number; readonly fewest?: number } = {},
): OpenedStage {
  const stage = new Stage(document.querySelector('canvas.stage') as HTMLCanvasElement, quality);
  const swarm = new GenesisParticles({
    renderer: stage.renderer,
    count: count ?? (stage.software ? Math.max(8192, fewest) : 65_536),
    seed,
    parameters: look,
  });
  stage.scene.add(swarm);
  const plain = { ...swarm.parameters };
  let worn = look;
  onGround(ground => Object.assign(swarm.parameters, inked(worn, ground)));

  const readout = new Readout();
  const frameRate = new FrameRate();
  const adaptiveCount = count ? null : new AdaptiveCount(swarm, { slowest: 1 / 26, spare: 1 / 40, fewest });
  const dress = (look: Partial<SwarmParameters>) => {
    worn = look;
    Object.assign(swarm.parameters, plain, inked(look, stage.ground));
  };
  return {
    stage,
    swarm,
    readout,
    dress,
    redress(look) {
      const given: Record<string, unknown> = { ...plain, ...inked(worn, stage.ground) };
      const own = Object.entries(swarm.parameters).filter(([name, value]) => value !== given[name]);
      dress(look);
      Object.assign(swarm.parameters, Object.fromEntries(own));
    },
    start(frame = () => {}) {
      // What is formed first shall fit at once.
      keepClear(stage);
      stage.start(deltaSeconds => {
        swarm.update(deltaSeconds);
        frame(deltaSeconds);
        adaptiveCount?.frame(deltaSeconds);
        if (!frameRate.frame(deltaSeconds)) return;
        keepClear(stage);
        readout.set('framesPerSecond', frameRate.perSecond);
        readout.set('particles', swarm.count);
      });
    },
  };
}
