/** A bare page that has the library at hand; what is done with it is said in the parts of the verification. */
import { GanTrainer } from 'genesis-particles/gan';
import { describeEnvironment } from '../../../bench/environment.ts';

declare global {
  interface Window {
    library: { GanTrainer: typeof GanTrainer; describeEnvironment: typeof describeEnvironment };
  }
}

window.library = { GanTrainer, describeEnvironment };
