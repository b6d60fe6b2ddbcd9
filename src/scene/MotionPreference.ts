/**
 * Whether little motion is wanted: as the host says or, with `auto`, as the visitor has asked their system for. A media
 * query is up to date whenever it is read, so nothing has to be listened to, nor let go; too slow for every frame.
 */
export class MotionPreference {
  private readonly query = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)');
  private own: 'auto' | boolean = 'auto';

  get setting(): 'auto' | boolean {
    return this.own;
  }

  set setting(setting: 'auto' | boolean) {
    if (setting !== 'auto' && typeof setting !== 'boolean') {
      throw new TypeError(`reducedMotion is ${JSON.stringify(setting)}. It takes 'auto', true or false.`);
    }
    this.own = setting;
  }

  get reduced(): boolean {
    return this.own === 'auto' ? this.query?.matches === true : this.own;
  }
}
