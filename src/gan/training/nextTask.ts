/**
 * Resolves in a task of its own, after messages and, in a page, frames that are due. A message to oneself, because
 * timers are held back to 4 ms when nested and to a second in background tabs, and animation frames stop there.
 */
export function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
