import type { ComponentType } from 'react';
import type { TileContent, TileContentKind } from '@contract/domain/tile-content.ts';
import type { TilePlace } from '../video-tile/index.ts';

/** What a kind of content is given: itself, and where it stands. It draws one `figure`. */
export interface ContentProps<K extends TileContentKind> {
  readonly content: Extract<TileContent, { readonly kind: K }>;
  readonly place: TilePlace;
}

export type ContentComponents = { readonly [K in TileContentKind]: ComponentType<ContentProps<K>> };
