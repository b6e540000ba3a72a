import { useMemo, type ReactNode } from 'react';
import type { SurfaceId } from '@contract/domain/units.ts';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { sumsOf, type WallTile } from '../../state/selectors/wall-tiles.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { NodeWords } from '../monitor-map/index.ts';
import styles from './wall-status.module.css';

interface MonitorSumsProps {
  readonly tiles: readonly WallTile[];
  /** Only this place is listed; null: all. */
  readonly only: SurfaceId | null;
  readonly onOnly: (surface: SurfaceId | null) => void;
}

/** What each monitor comes to; one pressed shows its tiles alone. */
export const MonitorSums = ({ tiles, only, onOnly }: MonitorSumsProps): ReactNode => {
  const t = useText();
  const places = useMemo(() => {
    const groups = new Map<SurfaceId, WallTile[]>();
    for (const tile of tiles) {
      const group = groups.get(tile.surface);
      if (group === undefined) groups.set(tile.surface, [tile]);
      else group.push(tile);
    }
    return [...groups];
  }, [tiles]);
  return (
    <ul className={styles['sums']} aria-label={t('control:status.sums')}>
      {places.map(([surface, own]) => (
        <li key={surface}>
          <SumCard
            tiles={own}
            isOnly={surface === only}
            onPress={() => {
              onOnly(surface === only ? null : surface);
            }}
          />
        </li>
      ))}
    </ul>
  );
};

const SumCard = ({ tiles, isOnly, onPress }: { readonly tiles: readonly WallTile[]; readonly isOnly: boolean; readonly onPress: () => void }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const format = useNumberFormat();
  const sums = sumsOf(tiles);
  const monitor = tiles[0]?.monitor ?? null;
  if (monitor === null) return null;
  return (
    <button type="button" className={styles['sum']} aria-pressed={isOnly} onClick={onPress} data-surface={tiles[0]?.surface}>
      <span className={styles['sumHead']}>
        <strong>{t('wall:monitor', { number: monitor.number })}</strong>
        {monitor.node !== null && <NodeWords node={monitor.node} />}
      </span>
      <span className={styles['sumLine']}>
        {t('control:status.sumTiles', { live: format(sums.live), total: format(sums.tiles) })}
        {sums.wrong > 0 && <span className={styles['sumWrong']}>{t('control:status.sumWrong', { count: sums.wrong })}</span>}
      </span>
      <span className={styles['sumLine']}>{t('control:status.sumRates', { fps: format(Math.round(sums.fps)), mbps: formatTenths(sums.kbps / 1_000, language) })}</span>
    </button>
  );
};
