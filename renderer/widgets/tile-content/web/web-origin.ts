/** Pages of this very machine, which main lists in development alone. */
const OWN_MACHINE = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

/** The origin of an address a tile may hold (`https://site:port`), or null when it is none. Whether it is shown, the list of allowed ones says. */
export function originOf(url: string): string | null {
  try {
    const { origin, protocol } = new URL(url);
    return protocol === 'https:' || OWN_MACHINE.test(origin) ? origin : null;
  } catch {
    return null;
  }
}
