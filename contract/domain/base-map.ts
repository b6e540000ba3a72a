/** What a base map may be made from. `raster`: pictures by a template, or a WMTS. */
export const BASE_MAP_KINDS = ['bundled', 'style', 'vector', 'raster', 'pmtiles'] as const;
export type BaseMapKind = (typeof BASE_MAP_KINDS)[number];

/** A base map somebody chose. */
export interface BaseMapChoice {
  readonly kind: BaseMapKind;
  /** As typed: a URL, a template with its braces, or the absolute path of a file; empty for the bundled one. */
  readonly address: string;
  /** Further addresses it may take things from, apart by blanks. */
  readonly more: string;
}

export const BUNDLED_MAP: BaseMapChoice = { kind: 'bundled', address: '', more: '' };
export const BASE_MAP_LIMITS = { addressChars: 2_000, moreChars: 1_000 } as const;

/** The base map of this PC, as its windows know it. */
export interface BaseMapInUse extends BaseMapChoice {
  /** The administrator's cannot be changed at a desk, and its address comes without its query. */
  readonly setBy: 'person' | 'administrator';
  /** False: it cannot be got now, and the bundled one is drawn in its place. */
  readonly isReadable: boolean;
  /** Another number: maps that stand are drawn anew. */
  readonly revision: number;
}

export const BUNDLED_IN_USE: BaseMapInUse = { ...BUNDLED_MAP, setBy: 'person', isReadable: true, revision: 0 };

/** The server of a map's address, with its port; null: it names none. */
export const mapServer = (address: string): string | null => /^(?:(?:vector|raster):)?https?:\/\/(?:[^/?#@]*@)?([^/?#@\s]{1,255})(?=[/?#]|$)/i.exec(address)?.[1] ?? null;

/** What came of a choice. `none`: no file was chosen, or it was cancelled, or another was wished for meanwhile. `other-servers`: not taken yet, for it takes what it shows from these origins too. */
export type BaseMapOutcome = { readonly outcome: 'used' } | { readonly outcome: 'none' } | { readonly outcome: 'other-servers'; readonly origins: readonly string[] };
