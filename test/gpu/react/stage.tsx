import { Canvas, type RootState } from '@react-three/fiber';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';

/** A page with a canvas in strict mode that draws on demand, and what is in it, to be changed at will. */
export async function createStage() {
  const container = document.createElement('div');
  container.style.cssText = 'width: 200px; height: 200px';
  document.body.append(container);
  const root = createRoot(container);
  onTestFinished(() => {
    root.unmount();
    container.remove();
  });
  let created!: (state: RootState) => void;
  const state = new Promise<RootState>(resolve => {
    created = resolve;
  });
  const show = (children: ReactNode): void =>
    root.render(
      <StrictMode>
        <Canvas
          frameloop="demand"
          dpr={1}
          orthographic
          camera={{ zoom: 200 }}
          gl={{ preserveDrawingBuffer: true }}
          onCreated={created}
        >
          {children}
        </Canvas>
      </StrictMode>,
    );
  show(null);
  const { gl: renderer } = await state;
  return { renderer, show };
}

export const frame = (): Promise<number> => new Promise(requestAnimationFrame);

/** Every listener that is on an element, of those that come from now on. */
export function countListeners(element: HTMLElement): () => number {
  const listeners = new Map<unknown, Set<string>>();
  const { addEventListener, removeEventListener } = element;
  const of = (listener: unknown) => listeners.get(listener) ?? new Set();
  element.addEventListener = (type: string, listener: EventListener, ...rest: [boolean?]) => {
    listeners.set(listener, of(listener).add(type));
    addEventListener.call(element, type, listener, ...rest);
  };
  element.removeEventListener = (type: string, listener: EventListener, ...rest: [boolean?]) => {
    of(listener).delete(type);
    removeEventListener.call(element, type, listener, ...rest);
  };
  return () => [...listeners.values()].reduce((sum, types) => sum + types.size, 0);
}
