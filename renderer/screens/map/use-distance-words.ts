import { formatNumber, formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';

/** A distance on the ground as it is said: `85 m`, `1,2 km`. */
export function useDistanceWords(): (metres: number) => string {
  const t = useText();
  const language = useLanguage();
  return (metres) => (metres < 1_000 ? t('map:place.radiusM', { metres: formatNumber(Math.round(metres), language) }) : t('map:place.radiusKm', { km: metres % 1_000 === 0 ? formatNumber(metres / 1_000, language) : formatTenths(metres / 1_000, language) }));
}
