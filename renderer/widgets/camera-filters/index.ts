export { useFacetWord } from './facet-words.ts';
export { FilterButton } from './filter-button.tsx';
export { FilterChips } from './filter-chips.tsx';
export { FilterPanel } from './filter-panel.tsx';
