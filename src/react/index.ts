/** Genesis Particles in React: the swarm as an element of @react-three/fiber's scenes. */

export { Genesis } from './Genesis.tsx';
export type { GenesisProps } from './GenesisProps.ts';
