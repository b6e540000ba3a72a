import type { CameraQuery } from '@contract/domain/camera-query.ts';
import { useText } from '../../i18n/use-text.ts';
import { filterValues } from '../../state/selectors/camera-filter.ts';
import { useFacetWord } from '../camera-filters/index.ts';

const NAME_MAX_CHARS = 100;

/** What a query looks for, in a few words: what is typed, then each filter. */
export function useQueryWords(): (query: CameraQuery) => string {
  const t = useText();
  const word = useFacetWord();
  return ({ text, filter }) => {
    const parts = [...(text === '' ? [] : [text]), ...filterValues(filter).map(word)];
    return parts.length === 0 ? t('find:saved.everything') : parts.join(', ').slice(0, NAME_MAX_CHARS);
  };
}
