import type { SwarmParameters } from 'genesis-particles';
import { addKeys } from './keys.ts';
import { type OpenedStage, openStage } from './openStage.ts';
import { addPointing } from './pointing.ts';
import { type Act, Show } from './Show.ts';

export interface OpenedShow extends OpenedStage {
  readonly show: Show;
  /** Shows a picture that the visitor brought. */
  readonly take: (picture: HTMLImageElement, caption: string) => void;
  /** Says a sentence about what is or went wrong; an empty one takes it back. */
  readonly say: (sentence: string) => void;
}

/**
 * A stage with a show on it, which goes on by itself until a visitor touches it or brings something of their own: by
 * pointer and keys, with a caption for what is on. It begins with `start`.
 */
export function openShow(look: Partial<SwarmParameters>, acts: readonly Act[]): OpenedShow {
  const opened = openStage(look);
  const { stage, swarm, readout } = opened;
  const show = new Show(swarm, stage, acts);
  const say = readout.hinted();
  show.onRefused = say;
  show.onSubject = ({ caption }) => {
    readout.caption(caption);
    say('');
  };
  addPointing(stage, swarm, () => show.linger());
  addKeys({
    Space: () => {
      if (swarm.paused) swarm.play();
      else swarm.pause();
      say(swarm.paused ? 'Paused. Space goes on.' : '');
    },
    KeyD: () => void show.dissolve(swarm.parameters.dissolve),
    KeyN: () => show.next(),
  });
  window.genesis = {
    swarm,
    ready: Promise.resolve(),
    get shown() {
      return show.shown;
    },
  };
  return {
    ...opened,
    show,
    take: (picture, caption) => show.show({ caption, draw: () => picture }),
    say,
    start: (frame = () => {}) => {
      opened.start(deltaSeconds => {
        show.frame(deltaSeconds);
        frame(deltaSeconds);
      });
      show.next();
    },
  };
}
