import { useMemo } from 'react';
import type { OrgUnit } from '@contract/domain/camera.ts';
import type { CameraQuery } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useFound, type FoundCameras } from '../../commands/use-found.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { askedQuery, asksSomething } from '../../state/selectors/camera-filter.ts';
import { resultRows, treeRows, type TreeRow } from '../../state/selectors/camera-rows.ts';
import { selectRecords, selectTier } from '../../state/selectors/records.ts';
import { useSlice, useView, useWindowState } from '../../state/state-context.tsx';
import { useUnitCameras } from './use-unit-cameras.ts';

export interface CameraRows {
  readonly rows: readonly TreeRow[];
  readonly isSearch: boolean;
  readonly found: FoundCameras;
  readonly total: number;
  /** The best result for what stands in the search field at this moment, though the list may still be catching up. */
  readonly firstFound: () => Promise<CameraId | null>;
}

/** Lines of the camera list: results while something is searched, the tree by unit otherwise. */
export function useCameraRows(): CameraRows {
  const t = useText();
  const language = useLanguage();
  const { finding } = useCommands();
  const { view } = useWindowState();
  const units = useSlice('units', selectRecords<OrgUnit>);
  const counts = useSlice('unitCounts', selectRecords);
  const total = useSlice('tier', (replica) => selectTier(replica)?.directoryTotal ?? 0);
  const expanded = useView((view) => view.expandedUnits);
  const wanted = useView((view) => view.query);
  // A blank at the end asks for nothing new.
  const { text, filter, order } = askedQuery(wanted);
  const query = useMemo((): CameraQuery | null => (asksSomething({ text, filter }) ? { text, filter, order } : null), [text, filter, order]);
  const found = useFound(query);
  const camerasOf = useUnitCameras(expanded, units, counts);
  const orphansName = t('live:cameras.orphans');
  // Until the first answer the tree stays in sight.
  const isSearch = query !== null && found.of !== null;
  const rows = useMemo(
    () => (isSearch ? resultRows(found.ids, found.near) : treeRows({ counts, units, camerasOf, expanded, compareNames: nameCollator(language).compare, orphansName })),
    [isSearch, found.ids, found.near, counts, units, camerasOf, expanded, language, orphansName],
  );
  const firstFound = async (): Promise<CameraId | null> => {
    const answer = await finding.search(askedQuery(view.store.getState().query));
    return answer.ok ? (answer.value.ids[0] ?? null) : null;
  };
  return { rows, isSearch, found, total, firstFound };
}
