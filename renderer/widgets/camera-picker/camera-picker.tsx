import { useId, useMemo, useState, type ReactNode } from 'react';
import { Cctv } from 'lucide-react';
import { EMPTY_QUERY, type CameraQuery } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useFound, type FoundCameras } from '../../commands/use-found.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
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
  const { finding } = useCommands();
  const [text, setText] = useState('');
  const query = useMemo((): CameraQuery => ({ ...EMPTY_QUERY, text: text.trim() }), [text]);
  const found = useFound(query);
  const foundWords = ({ of, hasFailed, ids, total }: FoundCameras): string => {
    if (of === null) return t('find:asking');
    if (hasFailed) return t('find:failed');
    if (ids.length === 0) return t('live:cameras.none');
    return total > MOST_SHOWN ? t('find:first', { shown: format(MOST_SHOWN), total: format(total) }) : t('live:cameras.found', { total: format(total) });
  };
  const pickFirst = (): void => {
    if (query.text === '') return;
    void finding.search(query).then((answer) => {
      const first = answer.ok ? answer.value.ids[0] : undefined;
      if (first !== undefined) onPick(first);
    });
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
        {foundWords(found)}
      </p>
      <ul className={styles['list']} data-own-keys="">
        {found.ids.slice(0, MOST_SHOWN).map((camera) => (
          <PickerLine key={camera} camera={camera} verb={verb} onPick={onPick} />
        ))}
      </ul>
    </div>
  );
};

const PickerLine = ({ camera, verb, onPick }: Pick<CameraPickerProps, 'verb' | 'onPick'> & { readonly camera: CameraId }): ReactNode => {
  const record = useCameraRecord(camera);
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  if (record === undefined) return null;
  return (
    <li
      draggable
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera }, 'copy');
      }}
    >
      <button
        type="button"
        className={styles['camera']}
        aria-label={verb(record.name)}
        title={[record.name, unitName, record.address].filter(Boolean).join(' · ')}
        onClick={() => {
          onPick(camera);
        }}
      >
        <Cctv size={16} aria-hidden className={styles['glyph']} />
        {/* Drawn, not written: what is written in a button has to stand in its name as it is. */}
        <span className={styles['number']} data-number={record.number} aria-hidden="true" />
        <span className={styles['name']}>{record.name}</span>
      </button>
    </li>
  );
};
