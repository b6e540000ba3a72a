const NAME_MAX = 100;

/** `<name> (2)`, or the next number nobody has; at most 100 characters. */
export function copyName(name: string, taken: readonly string[]): string {
  for (let number = 2; ; number += 1) {
    const ending = ` (${String(number)})`;
    const copy = `${name.slice(0, NAME_MAX - ending.length)}${ending}`;
    if (!taken.includes(copy)) return copy;
  }
}
