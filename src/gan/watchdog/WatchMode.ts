/** Act on what goes wrong, only say it, or do not look. */
export type WatchMode = 'act' | 'warn' | 'off';

export const WATCH_MODES: readonly WatchMode[] = ['act', 'warn', 'off'];
