export { FindFormPlace } from './find-form.tsx';
export { SavedSearches } from './saved-searches.tsx';
