import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import type { Monitor } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { searchCameras } from '../../state/camera-index.ts';
import { byNumber, selectRecords } from '../../state/selectors/records.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { cameraLines, LISTS, type CameraLine, type ListName } from './camera-lines.ts';
import { CameraLineRow } from './camera-line-row.tsx';
import styles from './camera-lists.module.css';

const ROW_PX = 48;

/** The cameras that are shown now, that are not, and that have no picture: counted, searched, found on the wall, opened, sent. */
export const CameraLists = ({ tiles }: { readonly tiles: readonly WallTile[] }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { directory: stores } = useWindowState();
  const directory = useStore(stores.directory);
  const states = useSlice('cameraStates', selectRecords);
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const [list, setList] = useState<ListName>('shown');
  const [text, setText] = useState('');
  const query = useDeferredValue(text).trim();
  const lists = useMemo(() => cameraLines(directory.entries, states, tiles), [directory, states, tiles]);
  const lines = useMemo(() => found(lists[list], query), [lists, list, query]);
  const targets = useMemo(() => byNumber(monitors).filter(({ present, node }) => present || node !== null), [monitors]);
  return (
    <section className={styles['lists']} aria-label={t('control:tab.cameras')}>
      <div className={styles['bar']}>
        <Segmented
          label={t('control:cameras.lists')}
          value={list}
          options={LISTS.map((value) => ({
            value,
            name: t('control:status.filterCount', { name: t(`control:cameras.${value}`), count: lists[value].length }),
            content: `${t(`control:cameras.${value}`)} ${format(lists[value].length)}`,
          }))}
          onPick={setList}
        />
        <div className={styles['search']}>
          <SearchField label={t('live:cameras.search')} placeholder={t('live:cameras.searchPlaceholder')} value={text} onChange={setText} />
        </div>
        <p className={styles['found']} role="status">
          {query !== '' && t('live:cameras.found', { total: format(lines.length) })}
        </p>
      </div>
      {lines.length === 0 ? <p className={styles['none']}>{query === '' ? t(`control:cameras.none.${list}`) : t('live:cameras.none')}</p> : <Lines key={list} lines={lines} label={t(`control:cameras.${list}`)} monitors={targets} />}
    </section>
  );
};

function found(lines: readonly CameraLine[], query: string): readonly CameraLine[] {
  if (query === '') return lines;
  const byEntry = new Map(lines.map((line) => [line.entry, line]));
  return searchCameras([...byEntry.keys()], query).entries.flatMap((entry) => byEntry.get(entry) ?? []);
}

const Lines = ({ lines, label, monitors }: { readonly lines: readonly CameraLine[]; readonly label: string; readonly monitors: readonly Monitor[] }): ReactNode => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => lines[index]?.entry.camera.id ?? index,
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
