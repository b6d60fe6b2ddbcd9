/** One way to use the stage: whose images the swarm shows, and how. One of them is on stage at a time. */
export interface Show {
  enter(): void;
  /** Makes way for another. */
  leave(): void;
  /** The visitor asks for something else. */
  answer(): void;
}

/** By what the panel calls them. */
export type ShowName = 'in training' | 'live' | 'shipped' | 'walk';
