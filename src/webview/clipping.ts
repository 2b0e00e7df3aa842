/**
 * Marks prompts that do not fit their lines with `data-clipped`, so that only they offer to be unfolded.
 * Returns what is to be called after each rendering, to find new ones.
 */
export function watchClipping(root: HTMLElement): () => void {
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) {
      target.toggleAttribute('data-clipped', target.scrollHeight > target.clientHeight + 1);
    }
  });
  const seen = new WeakSet<Element>();
  return () => {
    for (const element of root.querySelectorAll('.clamp')) {
      if (seen.has(element)) continue;
      seen.add(element);
      observer.observe(element);
    }
  };
}
