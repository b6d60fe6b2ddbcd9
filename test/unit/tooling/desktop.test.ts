import { expect, test } from 'vitest';
import { hasDesktop } from '../../../scripts/demos/desktop.ts';

test.each([
  ['darwin', {}, true],
  ['win32', {}, true],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['freebsd', { DISPLAY: ':0' }, false],
  ['darwin', { CI: 'true' }, false],
  ['linux', { DISPLAY: ':0', CI: 'true' }, false],
  ['linux', { DISPLAY: 'localhost:10.0', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, false],
  ['darwin', { SSH_TTY: '/dev/ttys001' }, false],
])('%s with %o: a page is opened: %s', (platform, env, opens) => {
  expect(hasDesktop(platform, env)).toBe(opens);
});
