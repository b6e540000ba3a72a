import type { ReactNode } from 'react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { VideoTile } from '../../video-tile/index.ts';
import { TileTools } from '../../tile-tools/index.ts';
import type { ContentProps } from '../content-kind.ts';

/** One camera. At the desk with its controls. */
export const CameraContent = ({ content, place }: ContentProps<'camera'>): ReactNode => (
  <VideoTile
    place={place}
    camera={content.camera}
    zoom={content.zoom}
    {...(place.surface === DESK_SURFACE && { over: (session, state) => <TileTools place={place} content={content} camera={content.camera} session={session} state={state} /> })}
  />
);
