/** What the page's address asks for: `?seed=1&count=16384&quality=glow`. */
export const query: URLSearchParams = new URLSearchParams(location.search);

/** The value of `name` if it is one of those accepted, else the first of them. */
export const oneOf = <T extends string>(accepted: readonly T[], name: string): T =>
  accepted.find(value => value === query.get(name)) ?? (accepted[0] as T);

/** The value of `name` if it is a whole number of 32 bits. */
export const whole = (name: string): number | null => {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? value : null;
};

/** How the stage is drawn; `auto`: with glow where there is a GPU. */
export const quality = oneOf(['auto', 'glow', 'plain'] as const, 'quality');
/** Number of particles; without it the demo finds one by itself. */
export const count = whole('count') || null;
