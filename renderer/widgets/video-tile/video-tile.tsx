import { useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { TileState } from '@contract/domain/tile-state.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { useView } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { classNames } from '../../ui/class-names.ts';
import { useCameraName } from './camera-name.ts';
import { CadenceMark, CodecMark, MaskMark, ZoomMark } from './tile-marks.tsx';
import type { TilePlace } from './tile-place.ts';
import { PtzBadge } from '../ptz/index.ts';
import { TileStrip } from './tile-strip.tsx';
import { TileBar, TileNote, TileReplayBar, TileVeil } from './tile-telling.tsx';
import { tellTile } from './tile-words.ts';
import { useSight } from './use-sight.ts';
import { useTileSession } from './use-tile-session.ts';
import styles from './video-tile.module.css';

interface VideoTileProps {
  readonly place: TilePlace;
  readonly camera: CameraId;
  readonly zoom?: Zoom | null;
  /** Marks of the content around the camera, such as the step of a sequence. */
  readonly marks?: ReactNode;
  /** It stands beside the tiles, in no arrangement: nobody is told that a tile shows it. */
  readonly isBeside?: boolean;
  /** Laid under the picture. */
  readonly under?: ReactNode;
  /** Controls of the picture, given the running session: they stand above the strip, and may lay things over the picture. */
  readonly over?: (session: TileSession, state: TileState) => ReactNode;
}

const CONNECTING: TileState = { kind: 'connecting', cause: 'opening' };
const noSubscription = () => () => undefined;

/** One camera, and the truth about its picture in colour, shape and word. The session keeps `data-state` and `data-age-ms`. */
export const VideoTile = ({ place, camera, zoom = null, isBeside = false, marks, under, over }: VideoTileProps): ReactNode => {
  const record = useCameraRecord(camera);
  const audio = useView((view) => !isBeside && view.soundTile === place.index) && place.surface === DESK_SURFACE;
  const session = useTileSession({ place, camera, record, zoom, audio, isPrepared: isBeside });
  const state = useTileState(session);
  const host = useRef<HTMLDivElement>(null);
  const self = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (session === null || host.current === null || self.current === null) return undefined;
    return session.mount(host.current, self.current);
  }, [session]);
  useSight(host, session);

  const telling = tellTile(state);
  const name = useCameraName(record);
  const { figure } = place;
  return (
    <figure {...figure} ref={self} role="figure" aria-label={name} data-camera-id={camera} className={classNames(styles['tile'], styles[state.kind], figure?.className)}>
      {under}
      <div ref={host} className={styles['picture']} aria-hidden="true" />
      {telling.place === 'veil' && <TileVeil telling={telling} />}
      <div className={styles['frame']}>
        <div className={styles['foot']}>
          {session !== null && over?.(session, state)}
          {telling.place === 'bar' && <TileBar telling={telling} session={session} />}
          {telling.place === 'note' && <TileNote telling={telling} />}
          {telling.place === 'replay' && <TileReplayBar telling={telling} />}
          <TileStrip
            number={record?.number ?? null}
            name={name}
            session={session}
            isLive={telling.place === 'badge'}
            isTimed={telling.place === 'replay'}
            marks={
              <>
                <PtzBadge camera={camera} />
                {marks}
                {telling.place === 'badge' && <CodecMark session={session} />}
                {telling.place === 'badge' && <CadenceMark session={session} />}
                <ZoomMark zoom={zoom} />
                <MaskMark camera={camera} masks={record?.masks} />
              </>
            }
          />
        </div>
      </div>
      {place.children}
    </figure>
  );
};

const useTileState = (session: TileSession | null): TileState => useSyncExternalStore(session?.subscribe ?? noSubscription, () => session?.getSnapshot() ?? CONNECTING);
