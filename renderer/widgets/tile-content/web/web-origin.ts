/** The origin of an address of the web (`https://site:port`), or null when it is none. */
export function originOf(url: string): string | null {
  try {
    const { origin, protocol } = new URL(url);
    return protocol === 'https:' ? origin : null;
  } catch {
    return null;
  }
}
