import { mirrored } from '../pictures/mirrored.ts';
import type { Show } from '../stage/Show.ts';

/** The visitor's camera, as in a mirror. Its light goes out as soon as something else is shown. */
export class Camera {
  private readonly show: Show;
  private readonly say: (sentence: string) => void;
  private readonly button = document.getElementById('camera') as HTMLButtonElement;
  private on = false;

  constructor(show: Show, say: (sentence: string) => void) {
    this.show = show;
    this.say = say;
    this.button.addEventListener('click', () => (this.on ? show.next() : void this.start()));
  }

  private async start(): Promise<void> {
    this.button.disabled = true;
    try {
      if (!navigator.mediaDevices) throw new DOMException('', 'SecurityError');
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'user', width: { ideal: 320 }, height: { ideal: 240 } },
      });
      await this.follow(stream);
    } catch (error) {
      this.say(sentences[(error as Error).name] ?? `The camera does not start: ${(error as Error).message}`);
    } finally {
      this.button.disabled = false;
    }
  }

  private async follow(stream: MediaStream): Promise<void> {
    const video = document.createElement('video');
    const leave = () => {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      this.turn(false);
    };
    try {
      Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
      await video.play();
    } catch (error) {
      leave();
      throw error;
    }
    stream.getVideoTracks()[0]?.addEventListener('ended', () => {
      this.show.next();
      this.say('The camera was taken away.');
    });
    this.turn(true);
    this.show.show({
      caption: '*You*, as the swarm sees you. Nothing leaves this device.',
      live: mirrored(video),
      leave,
    });
  }

  private turn(on: boolean): void {
    this.on = on;
    this.button.setAttribute('aria-pressed', String(on));
  }
}

const sentences: Record<string, string> = {
  NotAllowedError: 'The camera was refused. To try again, allow it beside the page’s address.',
  NotFoundError: 'There is no camera here.',
  NotReadableError: 'The camera is in use by another program.',
  SecurityError: 'Browsers give a camera only to pages served by https.',
};
