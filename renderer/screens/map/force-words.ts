import { FORCE_OLD_MS, type Force } from '@contract/domain/force.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { ageWords, forceAgeMs } from '../../widgets/site-map/index.ts';

/** How old a force's place is, as it is said; `short` where there is little room. */
export interface ForceAge {
  readonly words: string;
  readonly short: string;
}

export function useForceAge(): (force: Force, nowUtcMs: number) => ForceAge {
  const t = useText();
  const language = useLanguage();
  return (force, nowUtcMs) => {
    const ageMs = forceAgeMs(force, nowUtcMs);
    if (ageMs === null) return { words: t('map:force.never'), short: t('map:force.never') };
    if (ageMs <= FORCE_OLD_MS) return { words: t('map:force.fresh'), short: t('map:force.now') };
    const age = ageWords(t, language)(ageMs);
    return { words: t('map:force.age', { age }), short: age };
  };
}
