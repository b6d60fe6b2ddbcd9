import type { PixelImage } from 'genesis-particles';
import type { Show } from './Show.ts';

/** Height of what the swarm follows: it moves too fast for more to be seen. */
const ROWS = 96;

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

/** What the video shows now, small and the other way round; null while it shows nothing. */
function mirrored(video: HTMLVideoElement): () => PixelImage | null {
  const canvas = new OffscreenCanvas(1, ROWS);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  return () => {
    const { readyState, videoWidth, videoHeight } = video;
    if (readyState < 2 || videoHeight === 0) return null;
    // No wider than a phone's stage.
    const side = Math.min(videoWidth, videoHeight);
    canvas.width = canvas.height = ROWS;
    context.setTransform(-1, 0, 0, 1, ROWS, 0);
    context.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, ROWS, ROWS);
    return context.getImageData(0, 0, ROWS, ROWS);
  };
}

const sentences: Record<string, string> = {
  NotAllowedError: 'The camera was refused. To try again, allow it beside the page’s address.',
  NotFoundError: 'There is no camera here.',
  NotReadableError: 'The camera is in use by another program.',
  SecurityError: 'Browsers give a camera only to pages served by https.',
};
