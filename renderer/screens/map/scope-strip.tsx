import type { ReactNode } from 'react';
import { ListFilter } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { asksSomething } from '../../state/selectors/camera-filter.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Button } from '../../ui/button.tsx';
import type { MapScope } from './use-map-scope.ts';
import styles from './map-screen.module.css';

interface ScopeStripProps {
  readonly scope: MapScope;
  readonly onShowAll: () => void;
}

/** Says over the map that it shows some cameras only, and shows all again. */
export const ScopeStrip = ({ scope: { scope, extent }, onShowAll }: ScopeStripProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const words = scope.text;
  const isFiltered = asksSomething({ text: '', filter: scope.filter });
  const said = (): readonly string[] => {
    if (extent.kind === 'found' && extent.total === 0) return [words === '' ? t('map:scope.none') : t(isFiltered ? 'map:scope.noneBoth' : 'map:scope.noneWords', { words })];
    const unplaced = extent.kind === 'found' ? extent.total - extent.placed : 0;
    return [
      extent.kind === 'failed' ? t('map:scope.unknown') : t('map:scope.only', { cameras: extent.kind === 'found' ? format(extent.total) : '…' }),
      words === '' ? '' : t('map:scope.words', { words }),
      unplaced === 0 ? '' : t('map:scope.unplaced', { cameras: format(unplaced) }),
    ];
  };
  return (
    <div className={styles['scope']}>
      <ListFilter size={16} aria-hidden />
      <p role="status" className={styles['scopeWords']}>
        {said().filter((part) => part !== '').join(' · ')}
      </p>
      <Button look="quiet" onClick={onShowAll}>
        {t('map:scope.all')}
      </Button>
    </div>
  );
};
