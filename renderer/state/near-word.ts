/** Words shorter than this have too many neighbours to be worth guessing. */
const LEAST_LETTERS = 4;

/** True when one letter more, less, other, or two swapped neighbours make one word the other. Short words must be equal. */
export function isNearWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < LEAST_LETTERS || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  const oneRest = one.slice(start);
  const otherRest = other.slice(start);
  if (oneRest.slice(1) === otherRest.slice(1) || oneRest.slice(1) === otherRest || oneRest === otherRest.slice(1)) return true;
  return oneRest.length === otherRest.length && oneRest[0] === otherRest[1] && oneRest[1] === otherRest[0] && oneRest.slice(2) === otherRest.slice(2);
}
