/**
 * The worker's entry. Published as one self-contained file with TensorFlow.js and its WASM binary in it, because import
 * maps do not reach workers: `vite.worker.config.ts` bundles it over what the compiler writes.
 */

// The core comes first: registering gradients looks at its flags.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import binary from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url&inline';
import { type Port, serve } from './serve.ts';
import { services } from './services.ts';

// There is nothing to fetch: the binary is in this file. It is the SIMD one for all three, because without SIMD, or
// with threads, this backend is not chosen (see `backends/`).
setWasmPaths({
  'tfjs-backend-wasm.wasm': binary,
  'tfjs-backend-wasm-simd.wasm': binary,
  'tfjs-backend-wasm-threaded-simd.wasm': binary,
});

serve(self as unknown as Port, services);
