/** What the worker's bundle imports and no package declares. */

declare module '@tensorflow/tfjs-core/dist/register_all_gradients';

/** The binary as a `data:` address, put in by Vite. */
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url&inline' {
  const address: string;
  export default address;
}
