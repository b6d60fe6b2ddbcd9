/**
 * Does `work` whenever it is asked to, one at a time: asked meanwhile, it does it once more after that. Only while
 * `element` can be seen, and once when it comes into sight: what nobody looks at costs the training nothing.
 */
export function refresher(element: Element, work: () => Promise<void>): () => void {
  let isSeen = false;
  let isBusy = false;
  let isAsked = false;
  const refresh = async () => {
    isAsked = true;
    if (isBusy) return;
    isBusy = true;
    while (isSeen && isAsked) {
      isAsked = false;
      await work().catch(() => {}); // the trainer's error event has said it
    }
    isBusy = false;
  };
  new IntersectionObserver(entries => {
    const { isIntersecting } = entries.at(-1)!;
    if (isIntersecting && !isSeen) isAsked = true;
    isSeen = isIntersecting;
    if (isSeen && isAsked) void refresh();
  }).observe(element);
  return () => void refresh();
}
