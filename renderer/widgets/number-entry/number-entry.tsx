import { useEffect, useState, type ReactNode } from 'react';
import { useCommands } from '../../commands/commands-context.tsx';
import { DESK_SURFACE, monitorSurface } from '@contract/domain/units.ts';
import { entryOrder, parseEntry, type NumberEntry as Entry } from '../../commands/number-grammar.ts';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView } from '../../state/state-context.tsx';
import styles from './number-entry.module.css';

const NOTHING: Entry = { monitor: null, tile: null, digits: '' };

/** What is being typed by the number grammar: the keys, and what they stand for. Always in the page, so that changes are spoken. */
export const NumberEntry = (): ReactNode => {
  const t = useText();
  const text = useView((view) => view.numberEntry);
  const entry = parseEntry(text) ?? NOTHING;
  const words = useEntryWords(entry);
  return (
    <p className={styles['entry']} role="status" hidden={text === ''}>
      {text !== '' && (
        <>
          <kbd className={styles['keys']}>{text.replace(/([MT])/g, ' $1 ').trim()}</kbd>
          <span className={styles['words']}>{words}</span>
          {entryOrder(text).kind !== 'incomplete' && <span className={styles['hint']}>{t('editor:entry.enter')}</span>}
        </>
      )}
    </p>
  );
};

/** Name of the camera of a number; null: none, or not yet known. */
function useNameOfNumber(number: number | null): string | null {
  const { finding } = useCommands();
  const [found, setFound] = useState<{ readonly number: number; readonly name: string | null } | null>(null);
  useEffect(() => {
    if (number === null) return undefined;
    let isWanted = true;
    void finding.byNumber(number).then((answer) => {
      if (isWanted && answer.ok) setFound({ number, name: answer.value?.name ?? null });
    });
    return () => {
      isWanted = false;
    };
  }, [finding, number]);
  return found !== null && found.number === number ? found.name : null;
}

function useEntryWords({ monitor, tile, digits }: Entry): string {
  const t = useText();
  const known = useSlice('monitors', (replica) => byNumber(selectRecords(replica)).find(({ number }) => number === monitor));
  const count = useSlice('surfaces', (replica) => selectSurface(known === undefined ? DESK_SURFACE : monitorSurface(known.id))(replica).contents.length);
  const number = Number(digits);
  const camera = useNameOfNumber(digits === '' || number === 0 ? null : number);
  const parts: string[] = [];
  if (monitor !== null) parts.push(known === undefined ? t('editor:entry.noMonitor', { number: monitor }) : t('wall:monitor', { number: monitor }));
  if (tile !== null) parts.push(tile > count ? t('editor:entry.noTile', { number: tile, count }) : t('editor:entry.tile', { number: tile }));
  if (digits !== '') parts.push(number === 0 ? t('editor:entry.clear') : (camera ?? t('editor:entry.number', { number: digits })));
  return parts.join(' · ');
}
