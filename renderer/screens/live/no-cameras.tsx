import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import styles from './live-screen.module.css';

interface NoCamerasProps {
  readonly isSearch: boolean;
  /** The directory could not answer. */
  readonly hasFailed: boolean;
}

/** Why no camera is listed, and what can be done about it. */
export const NoCameras = ({ isSearch, hasFailed }: NoCamerasProps): ReactNode => {
  const t = useText();
  const state = useSlice('tier', (replica) => selectTier(replica)?.directoryState ?? 'empty');
  const told = (title: string, hint: string): ReactNode => (
    <>
      <p className={styles['noneTitle']}>{title}</p>
      <p>{hint}</p>
    </>
  );
  return (
    <div className={styles['none']} role="status">
      {hasFailed
        ? told(t('find:failed'), t('find:failedHint'))
        : isSearch
          ? told(t('live:cameras.none'), t('live:cameras.noneHint'))
          : state === 'loading'
            ? t('live:cameras.loading')
            : state === 'empty'
              ? told(t('live:cameras.notLoaded'), t('live:cameras.notLoadedHint'))
              : told(t('live:cameras.empty'), t('live:cameras.emptyHint'))}
    </div>
  );
};
