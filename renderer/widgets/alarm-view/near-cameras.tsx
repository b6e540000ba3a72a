import { useEffect, useState, type ReactNode } from 'react';
import { Eye, EyeOff, PlusSquare } from 'lucide-react';
import type { Camera, Position } from '@contract/domain/camera.ts';
import { EVERY_CAMERA, type CameraInArea } from '@contract/domain/camera-query.ts';
import { placeAt, towards } from '@contract/domain/geo.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Finding } from '../../commands/finding.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { PageSection } from '../camera-page/index.ts';
import { LiveBox, type RenderPicture } from './alarm-pictures.tsx';
import styles from './alarm-view.module.css';

const RADIUS_M = 400;
const MOST = 4;

interface NearCamera extends CameraInArea {
  /** It looks at the place, as far as is known. */
  readonly sees: boolean;
}
type Near = { readonly kind: 'asking' } | { readonly kind: 'failed' } | { readonly kind: 'told'; readonly items: readonly NearCamera[] };

/** The middle of what a camera sees; of one whose view is not known where it stands. */
export function spotOf({ position, view }: Pick<Camera, 'position' | 'view'>): Position | null {
  if (position === undefined) return null;
  return view === undefined ? position : placeAt(position, towards(view.bearingDeg, view.rangeM / 2));
}

/** Up to four other cameras: those that see the spot go first, then those that stand nearest. Null: the directory did not answer. */
export async function nearCameras({ inArea }: Pick<Finding, 'inArea'>, of: CameraId, spot: Position): Promise<readonly NearCamera[] | null> {
  const [seeing, around] = await Promise.all([inArea({ kind: 'seeing', spot }, EVERY_CAMERA, MOST + 1), inArea({ kind: 'circle', centre: spot, radiusM: RADIUS_M }, EVERY_CAMERA, 2 * MOST + 1)]);
  if (!seeing.ok && !around.ok) return null;
  const first = seeing.ok ? seeing.value.items : [];
  const seen = new Set(first.map(({ camera }) => camera.id));
  const others = around.ok ? around.value.items.filter(({ camera }) => !seen.has(camera.id)) : [];
  return [...first.map((item) => ({ ...item, sees: true })), ...others.map((item) => ({ ...item, sees: false }))].filter(({ camera }) => camera.id !== of).slice(0, MOST);
}

/** Cameras that look at the place of an alarm, or stand near it: as lines, or live. */
export const NearCameras = ({ camera, renderPicture }: { readonly camera: CameraId; readonly renderPicture?: RenderPicture | undefined }): ReactNode => {
  const t = useText();
  const showsNear = useView((view) => view.alarms.showsNear);
  const { keepAlarms } = useViewActions();
  const near = useNear(camera);
  const words = near.kind === 'failed' ? t('alarms:view.neighboursFailed') : near.kind === 'told' && near.items.length === 0 ? t('alarms:view.neighboursNone') : null;
  const Shape = showsNear ? EyeOff : Eye;
  return (
    <PageSection
      title={t('alarms:view.neighbours')}
      aside={
        near.kind === 'told' &&
        near.items.length > 0 && (
          <Button
            look="quiet"
            aria-pressed={showsNear}
            onClick={() => {
              keepAlarms({ showsNear: !showsNear });
            }}
          >
            <Shape size={16} aria-hidden />
            {t(showsNear ? 'alarms:view.neighboursHide' : 'alarms:view.neighboursShow')}
          </Button>
        )
      }
    >
      {words !== null && <p className={styles['quiet']}>{words}</p>}
      {near.kind === 'told' && showsNear && (
        <div className={styles['nearPictures']}>
          {near.items.map((item) => (
            <LiveBox key={item.camera.id} camera={item.camera.id} renderPicture={renderPicture} />
          ))}
        </div>
      )}
      {near.kind === 'told' && !showsNear && near.items.length > 0 && (
        <ul className={styles['lines']}>
          {near.items.map((item) => (
            <NearLine key={item.camera.id} item={item} />
          ))}
        </ul>
      )}
    </PageSection>
  );
};

function useNear(camera: CameraId): Near {
  const { finding } = useCommands();
  const record = useCameraRecord(camera);
  const spot = record === undefined ? null : spotOf(record);
  const { latDeg, lonDeg } = spot ?? { latDeg: null, lonDeg: null };
  const [near, setNear] = useState<Near>({ kind: 'asking' });
  useEffect(() => {
    if (latDeg === null || lonDeg === null) return undefined;
    let isOver = false;
    void nearCameras(finding, camera, { latDeg, lonDeg }).then((items) => {
      if (!isOver) setNear(items === null ? { kind: 'failed' } : { kind: 'told', items });
    });
    return () => {
      isOver = true;
    };
  }, [finding, camera, latDeg, lonDeg]);
  return near;
}

const NearLine = ({ item: { camera, distanceM, sees } }: { readonly item: NearCamera }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { openCamera } = useCommands();
  return (
    <li className={styles['line']}>
      <span className={styles['lineMain']}>
        {camera.number} {camera.name}
      </span>
      <span className={styles['lineSide']}>{[sees && t('alarms:view.sees'), t('alarms:view.distance', { metres: format(Math.round(distanceM)) })].filter(Boolean).join(' · ')}</span>
      <IconButton
        label={t('live:cameras.open', { name: camera.name })}
        onClick={() => {
          openCamera(camera.id);
        }}
      >
        <PlusSquare size={16} aria-hidden />
      </IconButton>
    </li>
  );
};
