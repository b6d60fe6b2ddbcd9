/** A bare page that has the library at hand; what is done with it is said in the parts of the verification. */
import { GanTrainer } from 'genesis-particles/gan';
import { describeEnvironment } from '../../../bench/environment.ts';

declare global {
  interface Window {
    exported: { GanTrainer: typeof GanTrainer; describeEnvironment: typeof describeEnvironment };
  }
}

window.exported = { GanTrainer, describeEnvironment };
