import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { CameraId } from '@contract/domain/units.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import type { TilePlace } from './tile-place.ts';
import { useSight } from './use-sight.ts';
import { useTileSession } from './use-tile-session.ts';
import styles from './video-tile.module.css';

/**
 * The camera that is shown next, already running under the picture of now. When the tile turns to it, this component goes in the
 * same commit and leaves its session to the tile: there is no black between the two.
 */
export const PreparedPicture = ({ place, camera }: { readonly place: TilePlace; readonly camera: CameraId }): ReactNode => {
  const record = useCameraRecord(camera);
  const session = useTileSession({ place, camera, record, zoom: null, isPrepared: true });
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (session === null || host.current === null) return undefined;
    return session.mount(host.current, null);
  }, [session]);
  useSight(host, session);
  return <div ref={host} className={styles['prepared']} aria-hidden="true" data-prepared={camera} />;
};
