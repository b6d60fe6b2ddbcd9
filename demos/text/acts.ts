import { drawText } from '../pictures/drawText.ts';
import type { Act } from '../stage/Show.ts';

const line = (text: string, exit: Act['exit']): Act => ({
  subject: {
    caption: '*Written* by this page, until you write.',
    draw: (aspect, ground) => drawText(text, aspect, ground),
  },
  exit,
});

/** What the page writes by itself. */
export const acts: readonly Act[] = [
  line('Write something', 'morph'),
  line('or show your face', 'blow'),
  line('创世粒子', 'morph'),
  line('Matter that has not decided yet', 'drift'),
];
