export type WebProblem = 'empty' | 'not-an-address' | 'not-https' | 'not-listed';
export type WebAnswer = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly why: WebProblem };

const URL_MAX = 2000;

/** An address typed for a web tile, checked against the origins the site allows: https, unless the list itself says otherwise. `https://` may be left out. */
export function webAddress(text: string, origins: readonly string[]): WebAnswer {
  const typed = text.trim();
  if (typed === '') return { ok: false, why: 'empty' };
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = full.length > URL_MAX ? null : parsed(full);
  if (url === null) return { ok: false, why: 'not-an-address' };
  if (url.protocol !== 'https:' && !origins.includes(url.origin)) return { ok: false, why: 'not-https' };
  // A name or password in an address would end up in files and on the wall.
  if (url.username !== '' || url.password !== '') return { ok: false, why: 'not-an-address' };
  return origins.includes(url.origin) ? { ok: true, url: url.href } : { ok: false, why: 'not-listed' };
}

/** `URL.canParse` is younger than the oldest Chromium served. */
function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
