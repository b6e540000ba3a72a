import { useMemo, useState, type ReactNode } from 'react';
import type { FoundPlace, MapArea } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { FindFormPlace } from '../../widgets/saved-searches/index.ts';
import { CameraList } from './camera-list.tsx';
import { ListActs } from './list-acts.tsx';
import { camerasIn, rowsOfArea, rowsOfMarks, type MapRow } from './map-rows.ts';
import { PlaceSearch } from './place-search.tsx';
import type { AreaAnswer } from './use-area.ts';
import { useDistanceWords } from './use-distance-words.ts';
import styles from './map-screen.module.css';

interface SidePanelProps {
  readonly area: MapArea | null;
  readonly answer: AreaAnswer;
  readonly picked: CameraId | null;
  readonly onPlace: (place: FoundPlace, radiusM: number) => void;
  readonly onRadius: (radiusM: number) => void;
  readonly onShow: (row: MapRow) => void;
  readonly onOpen: (camera: CameraId) => void;
  /** The picked camera. */
  readonly children: ReactNode;
}

const USUAL_RADIUS_M = 250;

/** What the map shows or the area holds, as a list: for ears, for keys, and to act on all of it. */
export const SidePanel = ({ area, answer, picked, onPlace, onRadius, onShow, onOpen, children }: SidePanelProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const distance = useDistanceWords();
  const marks = useSlice('mapMarks', selectRecords);
  const [radiusM, setRadiusM] = useState(USUAL_RADIUS_M);
  const rows = useMemo(() => (area === null ? rowsOfMarks(marks.values()) : answer.kind === 'found' ? rowsOfArea(answer.items) : []), [area, answer, marks]);
  // A group on the map is not a list of cameras: all can be opened only where each stands for itself.
  const cameras = useMemo(() => (rows.every(({ kind }) => kind === 'camera') ? rows.flatMap((row) => (row.kind === 'camera' ? [row.camera] : [])) : []), [rows]);
  const count = area !== null && answer.kind === 'found' ? answer.total : camerasIn(rows);
  const title = area === null ? t('map:list.sight') : area.kind === 'circle' ? t('map:list.area.circle', { radius: distance(area.radiusM) }) : t(`map:list.area.${area.kind}`);
  const isWaiting = area !== null && answer.kind === 'looking';
  const none = area === null ? t('map:list.noneSight') : area.kind === 'seeing' ? t('map:list.noneSeeing') : t('map:list.noneArea');
  return (
    <aside className={styles['side']} aria-label={t('map:list.panel')}>
      <PlaceSearch
        radiusM={radiusM}
        onRadius={(metres) => {
          setRadiusM(metres);
          onRadius(metres);
        }}
        onChoose={(place) => {
          onPlace(place, radiusM);
        }}
      />
      {children}
      <header className={styles['listHead']}>
        <h2 className={styles['title']}>{title}</h2>
        <span className={styles['count']} role="status">
          {isWaiting ? t('map:list.looking') : t('map:list.sightCount', { cameras: formatNumber(count, language) })}
        </span>
      </header>
      {count > rows.length && area !== null && answer.kind === 'found' && <p className={styles['note']}>{t('map:list.first', { shown: formatNumber(rows.length, language), cameras: formatNumber(count, language) })}</p>}
      {area !== null && answer.kind === 'failed' ? (
        <p className={styles['none']}>{t('map:list.failed')}</p>
      ) : rows.length === 0 && !isWaiting ? (
        <p className={styles['none']}>
          <span className={styles['noneTitle']}>{none}</span>
          {area !== null && area.kind !== 'seeing' && t('map:list.noneHint')}
        </p>
      ) : (
        <CameraList rows={rows} label={t(area === null ? 'map:list.lines' : 'map:list.linesArea')} picked={picked} onShow={onShow} onOpen={onOpen} />
      )}
      <FindFormPlace />
      {(cameras.length > 0 || isWaiting) && <ListActs cameras={cameras} />}
    </aside>
  );
};
