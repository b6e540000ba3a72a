import type { ComponentType, ReactNode } from 'react';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { TilePlace } from '../video-tile/index.ts';
import { ContentGuard } from './content-guard.tsx';
import { CONTENTS } from './content-registry.ts';

/** A tile with whatever it holds. */
export const TileContentView = ({ content, place }: { readonly content: TileContent; readonly place: TilePlace }): ReactNode => {
  // The registry gives each kind the component of that kind; the compiler cannot follow that through the index.
  const Content = CONTENTS[content.kind] as ComponentType<{ readonly content: TileContent; readonly place: TilePlace }>;
  return (
    <ContentGuard place={place}>
      <Content content={content} place={place} />
    </ContentGuard>
  );
};
