/** The reason named in the page's address (`#oom`), as Electron names it; `unknown` for anything that is no such name. */
export const reasonOf = (hash: string): string => /^#([a-z-]{1,30})$/.exec(hash)?.[1] ?? 'unknown';
