import { useLayoutEffect, useRef, useSyncExternalStore, type ComponentProps, type ReactNode } from 'react';
import type { TileState } from '@contract/domain/tile-state.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { Camera } from '@contract/domain/camera.ts';
import type { CameraId, SurfaceId } from '@contract/domain/units.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { classNames } from '../../ui/class-names.ts';
import { useCameraName } from './camera-name.ts';
import { useTileSession } from './tile-pool-context.tsx';
import { TileStrip } from './tile-strip.tsx';
import { TileBar, TileVeil } from './tile-telling.tsx';
import { tellTile } from './tile-words.ts';
import styles from './video-tile.module.css';

interface VideoTileProps {
  readonly surface: SurfaceId;
  readonly camera: CameraId;
  /** Undefined: not in the directory (yet). */
  readonly record: Camera | undefined;
  readonly profile: ProfileName;
  /** What the place around adds to the figure: selection, dragging. */
  readonly figure?: Omit<ComponentProps<'figure'>, 'children' | 'role' | 'ref'>;
  readonly children?: ReactNode;
}

const CONNECTING: TileState = { kind: 'connecting', cause: 'opening' };
const noSubscription = () => () => undefined;

/** One camera, and the truth about its picture in colour, shape and word. The session keeps `data-state` and `data-age-ms`. */
export const VideoTile = ({ surface, camera, record, profile, figure, children }: VideoTileProps): ReactNode => {
  const session = useTileSession({ surface, camera, profile });
  const state = useTileState(session);
  const host = useRef<HTMLDivElement>(null);
  const self = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (session === null || host.current === null || self.current === null) return undefined;
    return session.mount(host.current, self.current);
  }, [session]);

  const telling = tellTile(state);
  const name = useCameraName(record);
  return (
    <figure {...figure} ref={self} role="figure" aria-label={name} data-camera-id={camera} className={classNames(styles['tile'], styles[state.kind], figure?.className)}>
      <div ref={host} className={styles['picture']} aria-hidden="true" />
      {telling.place === 'veil' && <TileVeil telling={telling} />}
      <div className={styles['foot']}>
        {telling.place === 'bar' && <TileBar telling={telling} session={session} />}
        <TileStrip number={record?.number ?? null} name={name} session={session} isLive={telling.place === 'badge'} />
      </div>
      {children}
    </figure>
  );
};

const useTileState = (session: TileSession | null): TileState => useSyncExternalStore(session?.subscribe ?? noSubscription, () => session?.getSnapshot() ?? CONNECTING);
