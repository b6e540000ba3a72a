import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CameraFilter, CameraQuery } from '@contract/domain/camera-query.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useFound } from '../../commands/use-found.ts';
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

/** The lines of the three lists for what is typed, and how many there are of each without it. */
function useLines(tiles: readonly WallTile[], list: ListName, text: string): { readonly lines: readonly CameraLine[]; readonly counts: Readonly<Record<ListName, number>>; readonly found: number } {
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
    const counts = { shown: shown.length, notShown: Math.max(0, off.total - onDesk), lost: Math.max(all.length, lost.total) };
    if (list === 'shown') return { lines: typedShown, counts, found: typedShown.length };
    if (list === 'notShown') {
      const lines = notShownLines(typed === null ? off.ids : found.ids, shown);
      return { lines, counts, found: typed === null ? counts.notShown : Math.max(lines.length, found.total) };
    }
    const lines = typed === null ? all : lostLines(found.ids, typedShown);
    return { lines, counts, found: typed === null ? counts.lost : lines.length };
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
  const { lines, counts, found } = useLines(tiles, list, query);
  const targets = useMemo(() => byNumber(monitors).filter(({ present, node }) => present || node !== null), [monitors]);
  return (
    <section className={styles['lists']} aria-label={t('control:tab.cameras')}>
      <div className={styles['bar']}>
        <Segmented
          label={t('control:cameras.lists')}
          value={list}
          options={LISTS.map((value) => ({
            value,
            name: t('control:status.filterCount', { name: t(`control:cameras.${value}`), count: counts[value] }),
            content: `${t(`control:cameras.${value}`)} ${format(counts[value])}`,
          }))}
          onPick={setList}
        />
        <div className={styles['search']}>
          <SearchField label={t('live:cameras.search')} placeholder={t('live:cameras.searchPlaceholder')} value={text} onChange={setText} />
        </div>
        <p className={styles['found']} role="status">
          {query !== '' && t('live:cameras.found', { total: format(found) })}
        </p>
      </div>
      {lines.length === 0 ? <p className={styles['none']}>{query === '' ? t(`control:cameras.none.${list}`) : t('live:cameras.none')}</p> : <Lines key={list} lines={lines} label={t(`control:cameras.${list}`)} monitors={targets} />}
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
