import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';

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
    <EmptyNote title={title}>
      <p>{hint}</p>
    </EmptyNote>
  );
  if (hasFailed) return told(t('find:failed'), t('find:failedHint'));
  if (isSearch) return told(t('live:cameras.none'), t('live:cameras.noneHint'));
  if (state === 'loading') return <EmptyNote>{t('live:cameras.loading')}</EmptyNote>;
  return state === 'empty' ? told(t('live:cameras.notLoaded'), t('live:cameras.notLoadedHint')) : told(t('live:cameras.empty'), t('live:cameras.emptyHint'));
};
