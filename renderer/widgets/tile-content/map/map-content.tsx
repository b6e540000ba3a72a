import { useMemo, type ReactNode } from 'react';
import { MapPinOff, MoveUp } from 'lucide-react';
import type { Camera } from '@contract/domain/camera.ts';
import { camerasOf } from '@contract/domain/tile-content.ts';
import type { TileStateKind } from '@contract/domain/tile-state.ts';
import type { CameraId, SurfaceId } from '@contract/domain/units.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useLanguage, useText } from '../../../i18n/use-text.ts';
import { selectPicked, selectSurface } from '../../../state/selectors/records.ts';
import { useSlice } from '../../../state/state-context.tsx';
import { useCameraRecords } from '../../../state/use-camera-record.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import { planCameras } from './plan-cameras.ts';
import { useShownStates } from './use-shown-states.ts';
import styles from '../tile-content.module.css';

/** A plan of the cameras that this place shows, to scale, north up, with the state of their pictures. */
export const MapContent = ({ place }: ContentProps<'map'>): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const cameras = useCamerasOf(place.surface);
  const states = useShownStates();
  const aspect = Math.max(0.2, place.widthPx / Math.max(1, place.heightPx));
  const placed = useMemo(() => cameras.flatMap((camera) => (camera.position === undefined ? [] : [{ item: camera, position: camera.position }])), [cameras]);
  const plan = useMemo(() => planCameras(placed, aspect), [placed, aspect]);
  const missing = cameras.length - placed.length;
  return (
    <PlainTile {...place.figure} label={t('content:kind.map')} content="map">
      {placed.length === 0 ? (
        <div className={styles['words']}>
          <MapPinOff className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t(cameras.length === 0 ? 'content:map.noCameras' : 'content:map.noPositions')}</p>
        </div>
      ) : (
        <div className={styles['map']}>
          <ul className={styles['mapPoints']} aria-label={t('content:map.caption', { count: placed.length })}>
            {plan.points.map(({ item, x, y }) => (
              <li key={item.id} className={styles['mapPoint']} data-state={states.get(item.id) ?? 'idle'} style={{ left: `${String(x * 100)}%`, top: `${String(y * 100)}%` }} title={item.name}>
                <PointShape state={states.get(item.id) ?? 'idle'} />
                <span className={styles['mapNumber']}>{item.number}</span>
                <span className="visually-hidden">
                  {item.name}, {t(`tiles:word.${states.get(item.id) ?? 'idle'}`)}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles['mapNorth']}>
            <MoveUp aria-hidden />
            {t('content:map.north')}
          </p>
          <p className={styles['mapScale']}>
            <span className={styles['mapBar']} style={{ width: `${String(plan.barShare * 100)}cqw` }} aria-hidden="true" />
            {plan.barM >= 1_000 ? t('content:map.km', { km: formatNumber(plan.barM / 1_000, language) }) : t('content:map.m', { m: formatNumber(plan.barM, language) })}
          </p>
          <p className={styles['mapCaption']}>
            {t('content:map.caption', { count: placed.length })}
            {missing > 0 && ` · ${t('content:map.missing', { count: missing })}`}
          </p>
        </div>
      )}
      {place.children}
    </PlainTile>
  );
};

/** Cameras on a place, each once, in the order of the tiles. */
function useCamerasOf(surfaceId: SurfaceId): readonly Camera[] {
  const surface = useSlice('surfaces', selectSurface(surfaceId));
  const picked = useSlice('picked', selectPicked);
  const ids = useMemo(() => [...new Set<CameraId>(surface.contents.flatMap((content) => camerasOf(content, picked)))], [surface.contents, picked]);
  return useCameraRecords(ids);
}

/** A round point: pictures are now. A triangle: they are late, stand, or play again. A cross: there are none. A ring: not looked at. */
const PointShape = ({ state }: { readonly state: TileStateKind }): ReactNode => {
  if (state === 'live' || state === 'reduced') return <Shape><circle cx="8" cy="8" r="6" /></Shape>;
  if (state === 'delayed' || state === 'stale' || state === 'playback') return <Shape><path d="M8 1.5 15 14H1z" /></Shape>;
  if (state === 'lost' || state === 'denied' || state === 'unsupported') return <Shape><path d="m3 1 5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z" /></Shape>;
  return <Shape><circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" /></Shape>;
};

const Shape = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <svg viewBox="0 0 16 16" className={styles['mapShape']} fill="currentColor" aria-hidden="true">
    {children}
  </svg>
);
