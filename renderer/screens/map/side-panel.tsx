import { useEffect, useState, type ReactNode } from 'react';
import type { Force } from '@contract/domain/force.ts';
import type { FoundPlace, MapArea } from '@contract/domain/camera-query.ts';
import type { CameraId, ForceId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectTier } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { FilterChips, FilterPanel } from '../../widgets/camera-filters/index.ts';
import { AlarmList } from './alarm-list.tsx';
import { AreaCameras, type SightList } from './area-cameras.tsx';
import { ForceList } from './force-list.tsx';
import type { MapRow } from './map-rows.ts';
import { PLACE_FIELD_ID, PlaceSearch } from './place-search.tsx';
import type { AreaAnswer } from './use-in-area.ts';
import type { MapScope } from './use-map-scope.ts';
import styles from './map-screen.module.css';

interface SidePanelProps {
  readonly scope: MapScope;
  /** Null: what is in sight is listed. */
  readonly area: MapArea | null;
  /** The cameras in the area, or in sight. */
  readonly answer: AreaAnswer;
  readonly sight: SightList;
  readonly picked: CameraId | null;
  readonly pickedForce: ForceId | null;
  readonly onPlace: (place: FoundPlace, radiusM: number) => void;
  readonly onRadius: (radiusM: number) => void;
  readonly onShow: (row: MapRow) => void;
  readonly onLook: (camera: CameraId) => void;
  readonly onShowForce: (force: Force) => void;
  readonly onShowAlarm: (camera: CameraId) => void;
  readonly onOpen: (camera: CameraId) => void;
  /** What is picked. */
  readonly children: ReactNode;
}

const USUAL_RADIUS_M = 250;
const LISTS = ['cameras', 'forces', 'alarms'] as const;
type List = (typeof LISTS)[number];

/** What the map shows or the area holds, as lists: for ears, for keys, and to act on all of it. */
export const SidePanel = ({ scope, area, answer, sight, picked, pickedForce, onPlace, onRadius, onShow, onLook, onShowForce, onShowAlarm, onOpen, children }: SidePanelProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const isFilterOpen = useView((view) => view.isFilterOpen);
  const words = useView((view) => view.map.words);
  const { keepMap } = useViewActions();
  const everyCamera = useSlice('tier', (replica) => selectTier(replica)?.directoryTotal ?? null);
  const [radiusM, setRadiusM] = useState(USUAL_RADIUS_M);
  const [list, setList] = useState<List>('cameras');
  useEffect(() => {
    if (area !== null) setList('cameras');
  }, [area]);
  const seesForces = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'forces.see'));
  const forces = useSlice('forces', ({ records }) => records.size);
  const alarms = useSlice('alarms', ({ records }) => records.size);
  const counts: Readonly<Record<List, string>> = { cameras: answer.kind === 'found' ? format(answer.total) : '…', forces: format(forces), alarms: format(alarms) };
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
      {scope.isPart && (
        <div className={styles['chips']}>
          <FilterChips
            words={words}
            fieldId={PLACE_FIELD_ID}
            onGiveUpWords={() => {
              keepMap({ words: '' });
            }}
          />
        </div>
      )}
      {isFilterOpen ? (
        <FilterPanel words={words} total={!scope.isPart ? everyCamera : scope.extent.kind === 'found' ? scope.extent.total : null} />
      ) : (
        <>
          {children}
          <div className={styles['lists']}>
            <Segmented
              label={t('map:list.which')}
              value={list}
              options={LISTS.filter((each) => each !== 'forces' || seesForces).map((value) => ({
                value,
                name: `${t(`map:list.tab.${value}`)} ${counts[value]}`,
                content: (
                  <>
                    {t(`map:list.tab.${value}`)} <span className={styles['listCount']}>{counts[value]}</span>
                  </>
                ),
              }))}
              onPick={setList}
            />
          </div>
          {list === 'cameras' && <AreaCameras area={area} answer={answer} sight={sight} picked={picked} onShow={onShow} onOpen={onOpen} onLook={onLook} />}
          {list === 'forces' && <ForceList picked={pickedForce} onShow={onShowForce} />}
          {list === 'alarms' && <AlarmList picked={picked} onShow={onShowAlarm} />}
        </>
      )}
    </aside>
  );
};
