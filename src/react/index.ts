/** Genesis Particles in React: the swarm as an element of @react-three/fiber's scenes. */

export { Genesis, type GenesisProps } from './Genesis.tsx';
