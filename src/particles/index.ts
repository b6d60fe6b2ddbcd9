/** The particles' public face inside the library: what `src/scene` may use of this room. */

export type { AnySwarm } from './AnySwarm.ts';
export type { Arrangement } from './Arrangement.ts';
export { AwaitedSwarm } from './AwaitedSwarm.ts';
export { assertRendererCanSimulate } from './assertRendererCanSimulate.ts';
export { checkCount } from './checkCount.ts';
export { createSwarm, loadStateless } from './createSwarm.ts';
export { type DissolveStyle, dissolveStyles, dissolves } from './dissolves/index.ts';
export { type Easing, easingNames } from './easings.ts';
export type { Field } from './forces/condense.ts';
export { GpuTimer } from './gpu/GpuTimer.ts';
export { type Precision, precisionNames } from './gpu/Precision.ts';
export { probePrecision } from './gpu/probePrecision.ts';
export { probePrimitive } from './gpu/probePrimitive.ts';
export { type Layout, layoutNames } from './layouts/arrange.glsl.ts';
export type { Weight } from './layouts/flowTables.ts';
export { mulberry32 } from './mulberry32.ts';
export { type Origin, originNames, type Start } from './origins.ts';
export {
  type ChoiceParameter,
  type ColorParameter,
  createParameters,
  type NumberParameter,
  type Parameter,
  type ParameterGroup,
  type SwarmParameterName,
  type SwarmParameters,
  swarmParameters,
} from './parameters/index.ts';
export { type Impulse, STEP_SECONDS, type StepOrders } from './Simulation.ts';
export { Swarm } from './Swarm.ts';
export { type Stagger, staggerNames } from './shaders/turns.glsl.ts';
