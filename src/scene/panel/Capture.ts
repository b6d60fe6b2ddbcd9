import { iconButton, relabel } from './buttons.ts';
import { download } from './download.ts';
import type { Notice } from './Notice.ts';
import { takePicture } from './takePicture.ts';
import { VideoRecording } from './VideoRecording.ts';

const RECORD = 'Record a video';

/** Two buttons: the canvas as a PNG, and as a video. */
export class Capture {
  readonly buttons: readonly HTMLButtonElement[];
  private readonly canvas: HTMLCanvasElement;
  private readonly notice: Notice;
  private readonly video: HTMLButtonElement;
  private recording: VideoRecording | null = null;

  constructor(canvas: HTMLCanvasElement, notice: Notice) {
    this.canvas = canvas;
    this.notice = notice;
    const picture = iconButton('picture', 'Save a picture (PNG)', () => notice.attempt(() => this.shoot()));
    this.video = iconButton('video', RECORD, () => notice.attempt(() => this.record()));
    this.video.setAttribute('aria-pressed', 'false');
    this.buttons = [picture, this.video];
  }

  /** A film under way is thrown away. */
  dispose(): void {
    this.recording?.dispose();
  }

  private async shoot(): Promise<void> {
    const picture = await takePicture(this.canvas);
    const file = await new Promise<Blob | null>(resolve => picture.toBlob(resolve));
    if (!file) throw new Error('This browser makes no PNG of so large a canvas.');
    this.save(file, 'png');
  }

  private async record(): Promise<void> {
    if (this.recording) return this.recording.stop();
    const recording = new VideoRecording(this.canvas);
    this.recording = recording;
    this.show(true);
    this.notice.say('Recording. Press the button again to end it.');
    try {
      const file = await recording.file;
      this.save(file, file.type === 'video/mp4' ? 'mp4' : 'webm');
    } catch (error) {
      // Thrown away with the panel: nobody is there to be told.
      if ((error as Error).name !== 'AbortError') throw error;
    } finally {
      this.recording = null;
      this.show(false);
    }
  }

  private show(recording: boolean): void {
    this.video.setAttribute('aria-pressed', String(recording));
    relabel(this.video, recording ? 'End the video' : RECORD);
  }

  private save(file: Blob, ending: string): void {
    const name = `genesis-particles.${ending}`;
    download(file, name);
    const size = file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
    this.notice.say(`Saved ${name}, ${size}.`);
  }
}
