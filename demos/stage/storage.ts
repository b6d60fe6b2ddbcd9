/** What the browser keeps for this page; where it keeps nothing, null. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is full or not allowed: then it is forgotten with the page.
  }
}
