import type { GUI } from 'lil-gui';
import type { Lesson } from './Lesson.ts';
import type { ShowName } from './shows/Show.ts';

/**
 * A switch for who is on stage, and what there is to set about it.
 *
 * @returns takes them away
 */
export function addShows(demo: GUI, lesson: Lesson): () => void {
  const { programme } = lesson;
  if (!programme) return () => {};
  const { live, walk, shipped } = programme;
  const names: ShowName[] = ['in training', 'live', ...(shipped ? (['shipped'] as const) : []), 'walk'];
  const choice = demo.add({ name: 'in training' }, 'name', names).name('Show');
  // Each change is followed anew.
  const mood = demo.add({ mood: live.mood }, 'mood', 0, 1, 0.05).name('Mood');
  mood.onFinishChange((strength: number) => {
    live.mood = strength;
  });
  mood.domElement.title = 'How strongly the verdicts of the critic and the losses move the swarm.';
  const truncation = demo.add(walk, 'truncation', 0.2, 1.2, 0.05).name('Truncation');
  truncation.domElement.title = 'Factor on the latent vectors: below 1 images are plainer and more alike.';
  const offer = (name: ShowName) => {
    mood.show(name === 'live');
    truncation.show(name === 'walk');
  };
  offer('in training');
  choice.onChange((name: ShowName) => {
    offer(name);
    lesson.show(name);
  });
  return () => {
    for (const entry of [choice, mood, truncation]) entry.destroy();
  };
}
