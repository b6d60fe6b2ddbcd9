/** What can be added, in the words of the page. */
export const KINDS = {
  changed: {
    source: 'classical',
    caption: 'The few that there are, *shifted, turned and resized*.',
    status:
      'Every real digit, moved by so little that it stays what it is. A classifier keeps back what cannot be read any more.',
  },
  generated: {
    source: 'generated',
    caption: 'Digits that nobody wrote, *made up by a generator*.',
    status:
      'This generator has seen all of MNIST, which flatters it. What one is worth that has seen these few alone: see the guide.',
  },
  hard: {
    source: 'hard',
    caption: 'The few that there are, *brought to the border between two classes*.',
    status:
      'An adversary changes them until a network hardly knows what they are. You still do, and so shall a reader.',
  },
} as const;
export type Kind = keyof typeof KINDS;
