/**
 * Genesis Particles in React: the swarm as an element of @react-three/fiber's scenes.
 * @module genesis-particles/react
 */

export { Genesis } from './Genesis.tsx';
export type { GenesisProps } from './GenesisProps.ts';
