import type { ReactNode } from 'react';
import { ListFilter } from 'lucide-react';
import type { CameraExtent } from '@contract/domain/camera-query.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Button } from '../../ui/button.tsx';
import styles from './map-screen.module.css';

interface ScopeStripProps {
  readonly words: string;
  readonly extent: CameraExtent | null;
  readonly onShowAll: () => void;
}

/** Says over the map that it shows some cameras only, and shows all again. */
export const ScopeStrip = ({ words, extent, onShowAll }: ScopeStripProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const unplaced = extent === null ? 0 : extent.total - extent.placed;
  const said = [
    extent?.total === 0 ? t('map:scope.none') : t('map:scope.only', { cameras: extent === null ? '…' : format(extent.total) }),
    words === '' ? '' : t('map:scope.words', { words }),
    unplaced === 0 ? '' : t('map:scope.unplaced', { cameras: format(unplaced) }),
  ];
  return (
    <div className={styles['scope']}>
      <ListFilter size={16} aria-hidden />
      <p role="status" className={styles['scopeWords']}>
        {said.filter((part) => part !== '').join(' · ')}
      </p>
      <Button look="quiet" onClick={onShowAll}>
        {t('map:scope.all')}
      </Button>
    </div>
  );
};
