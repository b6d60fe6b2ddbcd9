import { swarmParameters } from 'genesis-particles';
import { addChips } from '../stage/chips.ts';
import type { OpenedShow } from '../stage/openShow.ts';

/** Rows of chips for how an image comes and goes. @returns marks what is chosen: the panel changes it too */
export function addChoices({ swarm, show }: OpenedShow): () => void {
  const { parameters } = swarm;
  const { layout, origin, dissolve } = swarmParameters;
  // From where it is, a swarm goes nowhere.
  const origins = origin.options.filter(name => name !== 'previous');
  const marks = [
    addChips(
      'layouts',
      layout.options,
      () => parameters.layout,
      name => {
        parameters.layout = name;
        show.again();
      },
    ),
    addChips(
      'origins',
      origins,
      () => parameters.origin,
      name => {
        parameters.origin = name;
        show.again({ origin: name });
      },
    ),
    addChips(
      'dissolves',
      dissolve.options,
      () => parameters.dissolve,
      name => {
        parameters.dissolve = name;
        void show.dissolve(name);
      },
    ),
  ];
  return () => {
    for (const mark of marks) mark();
  };
}
