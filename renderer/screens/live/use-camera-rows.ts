import { useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import type { OrgUnit } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { searchCameras } from '../../state/camera-index.ts';
import { resultRows, treeRows, type TreeRow } from '../../state/selectors/camera-rows.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice, useView, useWindowState } from '../../state/state-context.tsx';

export interface CameraRows {
  readonly rows: readonly TreeRow[];
  readonly isSearch: boolean;
  readonly isNear: boolean;
  /** Results in all, of which `rows` holds the best. */
  readonly found: number;
  readonly total: number;
  /** The best result for what stands in the search field at this moment, though the list may still be catching up. */
  readonly firstFound: () => CameraId | null;
}

/** Nobody scrolls further; one letter typed matches nearly every camera. */
const MOST_RESULTS = 2_000;

/** Lines of the camera list: results while something is searched, the tree by unit otherwise. */
export function useCameraRows(): CameraRows {
  const t = useText();
  const language = useLanguage();
  const { view, directory: stores } = useWindowState();
  const directory = useStore(stores.directory);
  const units = useSlice('units', selectRecords<OrgUnit>);
  const expanded = useView((view) => view.expandedUnits);
  const query = useDeferredValue(useView((view) => view.searchText)).trim();
  const orphansName = t('live:cameras.orphans');
  const found = useMemo(() => (query === '' ? null : searchCameras(directory.entries, query)), [directory, query]);
  const rows = useMemo(() => {
    if (found !== null) return resultRows(found.entries.slice(0, MOST_RESULTS));
    return treeRows({ directory, units, expanded, compareNames: nameCollator(language).compare, orphansName });
  }, [found, directory, units, expanded, language, orphansName]);
  const firstFound = (): CameraId | null => searchCameras(directory.entries, view.store.getState().searchText).entries[0]?.camera.id ?? null;
  return { rows, isSearch: found !== null, isNear: found?.isNear ?? false, found: found?.entries.length ?? 0, total: directory.entries.length, firstFound };
}
