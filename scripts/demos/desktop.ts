/**
 * Is there a desktop on which `npm start` can open a browser? Not in CI, not over SSH, and on Linux only where a
 * display is announced: opening one there fails at best, and hangs a script at worst.
 */
export function hasDesktop(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.CI || env.SSH_CONNECTION || env.SSH_TTY) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return platform === 'linux' && Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
