import { drawText } from '../pictures/drawText.ts';
import type { Show } from '../stage/Show.ts';

/** Milliseconds without a letter after which the swarm sets out. */
const PAUSE = 140;

/** Text becomes particles while it is typed. @returns writes text as if it had been typed */
export function takeWords(show: Show): (text: string) => void {
  const input = document.getElementById('words') as HTMLTextAreaElement;
  let timer = 0;
  const form = () => {
    const text = input.value;
    if (!text.trim()) return show.next();
    show.show({
      caption: '*Your words*, as you write them.',
      draw: (aspect, ground) => drawText(text, aspect, ground),
    });
  };
  input.addEventListener('input', () => {
    if (!CSS.supports('field-sizing', 'content')) {
      // As high as its lines.
      input.style.height = 'auto';
      input.style.height = `${input.scrollHeight + 2}px`;
    }
    clearTimeout(timer);
    timer = window.setTimeout(form, PAUSE);
  });
  return text => {
    input.value = text.slice(0, input.maxLength);
    input.dispatchEvent(new Event('input'));
  };
}
