/** In order of preference: what most programs can play first. */
const KINDS = [
  'video/mp4;codecs=avc1.640033',
  'video/mp4;codecs=avc1.42E01E',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
  'video/webm',
  'video/mp4',
];
/** Particles leave a codec nothing to predict. */
const BITS_PER_SECOND = 16_000_000;

/** A film of a canvas, from `new` until {@link stop}. Every frame that is drawn is in it. */
export class VideoRecording {
  /** The file; rejects where the browser had to give up, and after {@link dispose}. */
  readonly file: Promise<Blob>;
  private readonly stream: MediaStream;
  private readonly recorder: MediaRecorder;
  private abandon: (error: Error) => void = () => {};

  /** @throws Error where this browser records no canvas. */
  constructor(canvas: HTMLCanvasElement) {
    const mimeType = KINDS.find(kind => globalThis.MediaRecorder?.isTypeSupported(kind));
    if (!mimeType || !canvas.captureStream) {
      throw new Error('This browser cannot record a canvas. Take a picture, or record the screen.');
    }
    this.stream = canvas.captureStream();
    this.recorder = new MediaRecorder(this.stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
    const parts: Blob[] = [];
    this.recorder.ondataavailable = ({ data }) => void parts.push(data);
    this.file = new Promise((resolve, reject) => {
      this.abandon = reject;
      this.recorder.onstop = () => resolve(new Blob(parts, { type: mimeType.split(';')[0] as string }));
      this.recorder.onerror = () => reject(new Error('The browser gave up recording.'));
    });
    this.file.then(this.end, this.end);
    this.recorder.start();
  }

  /** Ends the film. */
  stop(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  /** Ends it and throws it away. */
  dispose(): void {
    this.abandon(new DOMException('The recording was thrown away.', 'AbortError'));
    this.stop();
    this.end();
  }

  private readonly end = () => {
    for (const track of this.stream.getTracks()) track.stop();
  };
}
