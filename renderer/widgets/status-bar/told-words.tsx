import { useEffect, type ReactNode } from 'react';
import { Check } from 'lucide-react';
import { assertNever } from '@contract/domain/result.ts';
import type { Told } from '../../state/view-store.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './status-bar.module.css';

const SHOWN_MS = 8_000;
/** As much of a hash as a person compares. */
const HASH_LETTERS = 12;

/** What was just done, for a moment. */
export const ToldWords = (): ReactNode => {
  const t = useText();
  const told = useView((view) => view.told);
  const { tell } = useViewActions();
  useEffect(() => {
    if (told === null) return undefined;
    const timer = window.setTimeout(() => {
      tell(null);
    }, SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [told, tell]);
  const words = told === null ? '' : wordsOf(t, told);
  return (
    <p className={classNames(styles['toldWords'], told !== null && styles['said'])} role="status" title={told?.kind === 'snapshot' ? `${told.file} · SHA-256 ${told.sha256}` : words}>
      {told !== null && <Check size={14} aria-hidden />}
      <span className={styles['cut']}>{words}</span>
    </p>
  );
};

function wordsOf(t: ReturnType<typeof useText>, told: Told): string {
  switch (told.kind) {
    case 'snapshot':
      return t('live:told.snapshot', { file: told.file, hash: told.sha256.slice(0, HASH_LETTERS) });
    case 'found':
      return told.places === 0 ? t('live:told.foundNowhere') : t('live:told.found', { count: told.places });
    case 'exported':
      return t('live:told.exported', { file: told.file });
    case 'imported':
      return told.skipped === 0 ? t('live:told.imported', { count: told.imported }) : t('live:told.importedSome', { count: told.imported, skipped: told.skipped });
    case 'layout-waiting':
      return t('live:told.layoutWaiting');
    case 'no-empty-tile':
      return t('live:told.noEmptyTile');
    case 'no-picture':
      return t('live:told.noPicture');
    case 'zoom-tile':
      return t('live:told.zoomTile', { number: told.number });
    case 'opened-many':
      if (told.shown === 0) return t('find:told.openedNone');
      return told.left === 0 ? t('find:told.opened', { count: told.shown }) : t('find:told.openedSome', { count: told.shown, left: told.left });
    case 'group-added':
      return told.cameras === 0 ? t('find:told.groupHadAll', { name: told.name }) : t('find:told.groupAdded', { count: told.cameras, name: told.name });
    case 'group-exported':
      return t('find:told.groupExported', { count: told.cameras, file: told.file });
    case 'search-saved':
      return t('find:told.searchSaved', { name: told.name });
    case 'copied':
      return t('find:told.copied', { text: told.text.split('\n', 1)[0] ?? '' });
    default:
      return assertNever(told);
  }
}
