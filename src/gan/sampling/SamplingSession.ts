/** A generator's weights and what makes images of them: the working half of a loaded {@link Generator}. */

import type { PixelImage } from '../../image.ts';
import { activateBackend } from '../backends/activate.ts';
import { type BackendName, chooseSamplingBackend } from '../backends/choose.ts';
import { probeBackends } from '../backends/probe.ts';
import { download } from '../data/download.ts';
import type { ProgressDetail } from '../GanTrainerTypes.ts';
import { Network } from '../networks/Network.ts';
import { TextEncoder } from '../text/TextEncoder.ts';
import {
  type GeneratorFile,
  planGenerator,
  readGeneratorFile,
  writeGeneratorFile,
} from '../weights/generatorFile.ts';
import type { GeneratorDescription, SampleRequest } from './SampleRequest.ts';
import { sampleNetwork } from './sampleNetwork.ts';

export class SamplingSession {
  readonly #emit: (type: 'progress', detail: ProgressDetail) => void;
  #file: GeneratorFile | null = null;
  #network: Network | null = null;
  #encoder: TextEncoder | null = null;

  constructor(emit: (type: 'progress', detail: ProgressDetail) => void) {
    this.#emit = emit;
  }

  async open(
    weights: { readonly url: string } | { readonly bytes: Uint8Array },
    backend: BackendName | 'auto',
  ): Promise<GeneratorDescription> {
    const report = (loaded: number, total: number | null) =>
      this.#emit('progress', { loaded, total, unit: 'bytes', what: 'the generator' });
    const bytes =
      'bytes' in weights ? weights.bytes : await download(weights.url, 'Generator weights', report);
    const file = readGeneratorFile(bytes);
    await activateBackend(
      chooseSamplingBackend(backend, await probeBackends(backend === 'auto' ? 'cpu' : backend)).backend,
    );
    this.#file = file;
    this.#network = Network.fromWeights(planGenerator(file), file.weights);
    this.#encoder = TextEncoder.fromFile(file);
    const { latentSize, imageShape, attributes, text, metadata } = file;
    return { latentSize, imageShape, attributes, vocabulary: text?.vocabulary ?? null, metadata };
  }

  sample(request: SampleRequest): Promise<PixelImage[]> {
    return sampleNetwork(this.#network!, request, this.#file!, this.#encoder);
  }

  saveGenerator(options: {
    precision?: 'float32' | 'float16';
    metadata?: Readonly<Record<string, string>>;
  }): Uint8Array<ArrayBuffer> {
    const file = this.#file!;
    return writeGeneratorFile(
      { ...file, metadata: { ...file.metadata, ...options.metadata } },
      options.precision,
    );
  }

  dispose(): void {
    this.#network?.dispose();
    this.#encoder?.dispose();
  }
}
