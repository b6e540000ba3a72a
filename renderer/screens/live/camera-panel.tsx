import { useRef, type ReactNode } from 'react';
import { CameraGroups } from '../../widgets/camera-groups/index.ts';
import { FilterButton, FilterChips, FilterPanel } from '../../widgets/camera-filters/index.ts';
import { ResultBar } from '../../widgets/camera-results/index.ts';
import { CameraSearch } from '../../widgets/camera-search/index.ts';
import { CameraTree, type CameraTreeHandle } from '../../widgets/camera-tree/index.ts';
import { FindFormPlace, SavedSearches } from '../../widgets/saved-searches/index.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { CAMERA_PANEL_PX, CAMERA_TABS } from '../../state/view-store.ts';
import { NoCameras } from './no-cameras.tsx';
import { useCameraRows } from './use-camera-rows.ts';
import { useOpenedRoots } from './use-opened-roots.ts';
import styles from './live-screen.module.css';

const toSearchField = (): void => document.getElementById(SEARCH_FIELD_ID)?.focus();

/** The camera list: find, filter, look through, open. */
export const CameraPanel = (): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const commands = useCommands();
  const tree = useRef<CameraTreeHandle>(null);
  const widthPx = useView((view) => view.cameraPanelPx);
  const tab = useView((view) => view.cameraTab);
  const isFilterOpen = useView((view) => view.isFilterOpen);
  const typed = useView((view) => view.query.text);
  const { toggleUnit, resizeCameraPanel, showCameraTab } = useViewActions();
  const { rows, isSearch, found, total, firstFound } = useCameraRows();
  useOpenedRoots();
  const isTree = isSearch || tab === 'units';
  return (
    <section className={styles['cameras']} style={{ width: widthPx }} aria-label={t('live:cameras.panel')} data-found-for={isSearch ? found.of?.text : undefined}>
      <div className={styles['camerasHead']}>
        <h2 className={styles['panelTitle']}>
          {t('live:cameras.title')} <span className={styles['total']}>{total > 0 ? format(total) : ''}</span>
        </h2>
        <div className={styles['searchLine']}>
          <CameraSearch
            onOpenFirst={() => {
              void firstFound().then((camera) => {
                if (camera !== null) commands.openCamera(camera);
              });
            }}
            onLeaveDown={() => {
              tree.current?.focus();
            }}
          />
          <FilterButton />
        </div>
        <FilterChips />
        {!isFilterOpen &&
          (isSearch ? (
            rows.length > 0 && <ResultBar found={found} />
          ) : (
            <Segmented label={t('find:tab.label')} value={tab} options={CAMERA_TABS.map((value) => ({ value, name: t(`find:tab.${value}`), content: t(`find:tab.${value}`) }))} onPick={showCameraTab} />
          ))}
      </div>
      <FindFormPlace />
      {isFilterOpen ? (
        <FilterPanel words={typed} total={isSearch ? found.total : total} />
      ) : !isTree ? (
        tab === 'groups' ? (
          <CameraGroups />
        ) : (
          <SavedSearches />
        )
      ) : rows.length > 0 ? (
        <CameraTree
          ref={tree}
          rows={rows}
          label={isSearch ? t('live:cameras.results') : t('live:cameras.tree')}
          typed={isSearch ? (found.of?.text ?? '') : ''}
          onOpen={commands.openCamera}
          onExpand={toggleUnit}
          onLeaveUp={toSearchField}
        />
      ) : (
        <NoCameras isSearch={isSearch} hasFailed={isSearch && found.hasFailed} />
      )}
      <Splitter label={t('live:cameras.resize')} valuePx={widthPx} minPx={CAMERA_PANEL_PX.min} maxPx={CAMERA_PANEL_PX.max} onResize={resizeCameraPanel} />
    </section>
  );
};
