import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CameraFilter, CameraQuery } from '@contract/domain/camera-query.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useFound, type FoundCameras } from '../../commands/use-found.ts';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, selectRecords } from '../../state/selectors/records.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecords } from '../../state/use-camera-record.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { holdsWords, LISTS, lostLines, notShownLines, shownLines, type CameraLine, type ListName } from './camera-lines.ts';
import { CameraLineRow } from './camera-line-row.tsx';
import styles from './camera-lists.module.css';

const ROW_PX = 48;

const OFF_WALL: CameraQuery = { text: '', filter: { onWall: false }, order: 'number' };
const WITHOUT_PICTURE: CameraFilter = { states: ['lost', 'broken'] };
const LOST: CameraQuery = { text: '', filter: WITHOUT_PICTURE, order: 'since' };

/** Whether the directory has answered what a list was asked for. */
type Answered = 'asking' | 'failed' | 'answered';
const answeredOf = ({ of, hasFailed }: FoundCameras): Answered => (of === null ? 'asking' : hasFailed ? 'failed' : 'answered');

interface ListLines {
  readonly lines: readonly CameraLine[];
  readonly answered: Answered;
  /** Lines the directory did not send, as there are too many. */
  readonly isCapped: boolean;
  /** Of each list, without what is typed; null: not known. */
  readonly counts: Readonly<Record<ListName, number | null>>;
  readonly found: number;
}

/** The lines of the three lists for what is typed. */
function useLines(tiles: readonly WallTile[], list: ListName, text: string): ListLines {
  const shown = useMemo(() => shownLines(tiles), [tiles]);
  const cameras = useMemo(() => shown.map(({ camera }) => camera), [shown]);
  const records = useCameraRecords(cameras);
  const off = useFound(OFF_WALL);
  const lost = useFound(LOST);
  const typed = useMemo((): CameraQuery | null => (text === '' || list === 'shown' ? null : { ...(list === 'lost' ? LOST : OFF_WALL), text, order: list === 'lost' ? 'since' : 'best' }), [list, text]);
  const found = useFound(typed);
  return useMemo(() => {
    const byId = new Map(records.map((record) => [record.id, record]));
    const typedShown = shown.filter(({ camera }) => holdsWords(byId.get(camera), text)).sort((one, other) => (byId.get(one.camera)?.number ?? 0) - (byId.get(other.camera)?.number ?? 0));
    const all = lostLines(lost.ids, shown);
    // Cameras on the desk alone are on no monitor either.
    const onDesk = off.ids.length - notShownLines(off.ids, shown).length;
    const sums = { shown: shown.length, notShown: Math.max(0, off.total - onDesk), lost: Math.max(all.length, lost.total) };
    const counts = { shown: sums.shown, notShown: answeredOf(off) === 'answered' ? sums.notShown : null, lost: answeredOf(lost) === 'answered' ? sums.lost : null };
    if (list === 'shown') return { lines: typedShown, answered: 'answered', isCapped: false, counts, found: typedShown.length };
    const source = typed !== null ? found : list === 'lost' ? lost : off;
    const said = { answered: answeredOf(source), isCapped: source.total > source.ids.length, counts };
    if (list === 'notShown') {
      const lines = notShownLines(typed === null ? off.ids : found.ids, shown);
      return { ...said, lines, found: typed === null ? sums.notShown : Math.max(lines.length, found.total) };
    }
    const lines = typed === null ? all : lostLines(found.ids, typedShown);
    return { ...said, lines, found: typed === null ? sums.lost : lines.length };
  }, [shown, records, off, lost, typed, found, list, text]);
}

/** The cameras that are shown now, that are not, and that have no picture: counted, searched, found on the wall, opened, sent. */
export const CameraLists = ({ tiles }: { readonly tiles: readonly WallTile[] }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const [list, setList] = useState<ListName>('shown');
  const [text, setText] = useState('');
  const query = text.trim();
  const { lines, answered, isCapped, counts, found } = useLines(tiles, list, query);
  const targets = useMemo(() => byNumber(monitors).filter(({ present, node }) => present || node !== null), [monitors]);
  return (
    <section className={styles['lists']} aria-label={t('control:tab.cameras')}>
      <div className={styles['bar']}>
        <Segmented
          label={t('control:cameras.lists')}
          value={list}
          options={LISTS.map((value) => {
            const name = t(`control:cameras.${value}`);
            const count = counts[value];
            return { value, name: count === null ? name : t('control:status.filterCount', { name, count }), content: `${name} ${count === null ? '…' : format(count)}` };
          })}
          onPick={setList}
        />
        <div className={styles['search']}>
          <SearchField label={t('live:cameras.search')} placeholder={t('live:cameras.searchPlaceholder')} value={text} onChange={setText} />
        </div>
        <p className={styles['found']} role="status">
          {query !== '' && answered === 'answered' && t('live:cameras.found', { total: format(found) })}
        </p>
      </div>
      {lines.length > 0 && answered === 'failed' && <p className={styles['found']}>{t('control:cameras.failed')}</p>}
      {isCapped && <p className={styles['found']}>{t('control:cameras.capped', { shown: format(lines.length) })}</p>}
      {lines.length === 0 ? <p className={styles['none']}>{answered !== 'answered' ? t(`control:cameras.${answered}`) : query === '' ? t(`control:cameras.none.${list}`) : t('live:cameras.none')}</p> : <Lines key={list} lines={lines} label={t(`control:cameras.${list}`)} monitors={targets} />}
    </section>
  );
};

const Lines = ({ lines, label, monitors }: { readonly lines: readonly CameraLine[]; readonly label: string; readonly monitors: readonly Monitor[] }): ReactNode => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => lines[index]?.camera ?? index,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles['scroller']} tabIndex={0} role="region" aria-label={label}>
      <ul className={styles['lines']} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : <CameraLineRow key={item.key} line={line} monitors={monitors} topPx={item.start} position={item.index + 1} total={lines.length} />;
        })}
      </ul>
    </div>
  );
};
