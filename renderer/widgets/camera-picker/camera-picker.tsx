import { useDeferredValue, useId, useMemo, useState, type ReactNode } from 'react';
import { Cctv } from 'lucide-react';
import { useStore } from 'zustand';
import type { CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { searchCameras } from '../../state/camera-index.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { carry } from '../../ui/drag-data.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './camera-picker.module.css';

const MOST_SHOWN = 60;

interface CameraPickerProps {
  /** Name of the search field, where the usual one stands already. */
  readonly searchLabel?: string;
  /** What picking does, as the name of each line: the camera's name is put after it. */
  readonly verb: (name: string) => string;
  readonly onPick: (camera: CameraId) => void;
}

/** Finds cameras by name, number, address or unit; a line is clicked, or dragged where cameras are taken. */
export const CameraPicker = ({ searchLabel, verb, onPick }: CameraPickerProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const hintId = useId();
  const { directory: stores } = useWindowState();
  const directory = useStore(stores.directory);
  const [text, setText] = useState('');
  const query = useDeferredValue(text).trim();
  const found = useMemo(() => (query === '' ? directory.entries : searchCameras(directory.entries, query).entries), [directory, query]);
  const pickFirst = (): void => {
    const first = text.trim() === '' ? undefined : searchCameras(directory.entries, text).entries[0];
    if (first !== undefined) onPick(first.camera.id);
  };
  return (
    <div className={styles['picker']}>
      <div className={styles['search']}>
        <SearchField
          label={searchLabel ?? t('live:cameras.search')}
          describedBy={hintId}
          placeholder={t('live:cameras.searchPlaceholder')}
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            pickFirst();
          }}
        />
      </div>
      <p id={hintId} className={styles['found']} role="status">
        {found.length === 0 ? t('live:cameras.none') : t('live:cameras.found', { total: format(found.length) })}
      </p>
      <ul className={styles['list']} data-own-keys="">
        {found.slice(0, MOST_SHOWN).map(({ camera, unitName }) => (
          <li
            key={camera.id}
            draggable
            onDragStart={(event) => {
              carry(event.dataTransfer, { camera: camera.id }, 'copy');
            }}
          >
            <button
              type="button"
              className={styles['camera']}
              aria-label={verb(camera.name)}
              title={[camera.name, unitName, camera.address].filter(Boolean).join(' · ')}
              onClick={() => {
                onPick(camera.id);
              }}
            >
              <Cctv size={16} aria-hidden className={styles['glyph']} />
              {/* Drawn, not written: what is written in a button has to stand in its name as it is. */}
              <span className={styles['number']} data-number={camera.number} aria-hidden="true" />
              <span className={styles['name']}>{camera.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
