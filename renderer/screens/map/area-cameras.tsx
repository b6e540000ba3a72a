import { useMemo, type ReactNode } from 'react';
import type { MapArea } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { FindFormPlace } from '../../widgets/saved-searches/index.ts';
import { CameraList } from './camera-list.tsx';
import { ListActs } from './list-acts.tsx';
import { LookHere } from './look-here.tsx';
import { rowsOfArea, type MapRow } from './map-rows.ts';
import { useDistanceWords } from './use-distance-words.ts';
import type { AreaAnswer } from './use-in-area.ts';
import styles from './map-screen.module.css';

/** Which sight is listed while no area is chosen. `before`: the map was walked on along the lines; `undrawn`: there is no map to see. */
export interface SightList {
  readonly which: 'now' | 'before' | 'undrawn';
  readonly listNow: () => void;
}

interface AreaCamerasProps {
  /** Null: what is in sight is listed. */
  readonly area: MapArea | null;
  readonly answer: AreaAnswer;
  readonly sight: SightList;
  readonly picked: CameraId | null;
  readonly onShow: (row: MapRow) => void;
  readonly onOpen: (camera: CameraId) => void;
  readonly onLook: (camera: CameraId) => void;
}

const NO_CAMERAS: readonly CameraId[] = [];

/** The cameras of an area or in sight, and what can be done with all of them. */
export const AreaCameras = ({ area, answer, sight, picked, onShow, onOpen, onLook }: AreaCamerasProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const distance = useDistanceWords();
  const rows = useMemo(() => (answer.kind === 'found' ? rowsOfArea(answer.items) : []), [answer]);
  const count = answer.kind === 'found' ? answer.total : 0;
  const isWaiting = answer.kind === 'looking' || (area === null && answer.kind === 'none');
  const isCut = count > rows.length;
  // Of a sight the first are those nearest to the middle: not what "all" means.
  const cameras = useMemo(() => (area === null && isCut ? NO_CAMERAS : rows.map(({ camera }) => camera)), [area, isCut, rows]);
  const isBefore = area === null && sight.which === 'before';
  const title = area === null ? t(`map:list.sight.${sight.which}`) : area.kind === 'circle' ? t('map:list.area.circle', { radius: distance(area.radiusM) }) : t(`map:list.area.${area.kind}`);
  const none = area === null ? t('map:list.noneSight') : area.kind === 'seeing' ? t('map:list.noneSeeing') : t('map:list.noneArea');
  return (
    <>
      <header className={styles['listHead']}>
        <h2 className={styles['title']}>{title}</h2>
        <span className={styles['count']} role="status">
          {isWaiting ? t('map:list.looking') : t('map:list.sightCount', { cameras: format(count) })}
        </span>
      </header>
      {isBefore && (
        <div className={styles['kept']}>
          <Button
            look="quiet"
            title={t('map:list.kept')}
            onClick={({ currentTarget }) => {
              // It leaves with what it says.
              currentTarget.closest('aside')?.querySelector<HTMLElement>('[data-map-row][tabindex="0"]')?.focus({ preventScroll: true });
              sight.listNow();
            }}
          >
            {t('map:list.listNow')}
          </Button>
        </div>
      )}
      {isCut && <p className={styles['note']}>{t(area === null ? 'map:list.nearest' : 'map:list.first', { shown: format(rows.length), cameras: format(count) })}</p>}
      {answer.kind === 'failed' ? (
        <p className={styles['none']}>{t(area === null ? 'map:list.failedSight' : 'map:list.failed')}</p>
      ) : rows.length === 0 && !isWaiting ? (
        <p className={styles['none']}>
          <span className={styles['noneTitle']}>{none}</span>
          {area !== null && area.kind !== 'seeing' && t('map:list.noneHint')}
        </p>
      ) : (
        <CameraList rows={rows} label={t(area === null ? 'map:list.lines' : 'map:list.linesArea')} picked={picked} onShow={onShow} onOpen={onOpen} />
      )}
      {area?.kind === 'seeing' && <LookHere spot={area.spot} onLook={onLook} />}
      <FindFormPlace />
      {(cameras.length > 0 || (area !== null && isWaiting)) && <ListActs cameras={cameras} isBefore={isBefore} />}
    </>
  );
};
