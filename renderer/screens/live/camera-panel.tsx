import { useEffect, useRef, type ReactNode } from 'react';
import { CameraSearch } from '../../widgets/camera-search/index.ts';
import { CameraTree, type CameraTreeHandle } from '../../widgets/camera-tree/index.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords, selectTier } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { CAMERA_PANEL_PX } from '../../state/view-store.ts';
import { useCameraRows } from './use-camera-rows.ts';
import styles from './live-screen.module.css';

/** The camera list: find, look through, open. */
export const CameraPanel = (): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const commands = useCommands();
  const tree = useRef<CameraTreeHandle>(null);
  const widthPx = useView((view) => view.cameraPanelPx);
  const { toggleUnit, resizeCameraPanel } = useViewActions();
  const state = useSlice('tier', (replica) => selectTier(replica)?.directoryState ?? 'empty');
  const { rows, isSearch, isNear, found, total, firstFound } = useCameraRows();
  useOpenedRoots();
  return (
    <section className={styles['cameras']} style={{ width: widthPx }} aria-label={t('live:cameras.panel')}>
      <div className={styles['camerasHead']}>
        <h2 className={styles['panelTitle']}>
          {t('live:cameras.title')} <span className={styles['total']}>{total > 0 ? format(total) : ''}</span>
        </h2>
        <CameraSearch
          onOpenFirst={() => {
            const camera = firstFound();
            if (camera !== null) commands.openCamera(camera);
          }}
          onLeaveDown={() => {
            tree.current?.focus();
          }}
        />
        <p className={styles['found']} role="status" hidden={!isSearch || rows.length === 0}>
          {isSearch && rows.length > 0 && t(isNear ? 'live:cameras.foundNear' : 'live:cameras.found', { total: format(found) })}
        </p>
      </div>
      {rows.length > 0 ? (
        <CameraTree
          ref={tree}
          rows={rows}
          label={isSearch ? t('live:cameras.results') : t('live:cameras.tree')}
          onOpen={commands.openCamera}
          onExpand={toggleUnit}
          onLeaveUp={() => {
            document.getElementById(SEARCH_FIELD_ID)?.focus();
          }}
        />
      ) : (
        <div className={styles['none']} role="status">
          {isSearch ? (
            <>
              <p className={styles['noneTitle']}>{t('live:cameras.none')}</p>
              <p>{t('live:cameras.noneHint')}</p>
            </>
          ) : state === 'loading' ? (
            <p>{t('live:cameras.loading')}</p>
          ) : state === 'empty' ? (
            <>
              <p className={styles['noneTitle']}>{t('live:cameras.notLoaded')}</p>
              <p>{t('live:cameras.notLoadedHint')}</p>
            </>
          ) : (
            <>
              <p className={styles['noneTitle']}>{t('live:cameras.empty')}</p>
              <p>{t('live:cameras.emptyHint')}</p>
            </>
          )}
        </div>
      )}
      <Splitter label={t('live:cameras.resize')} valuePx={widthPx} minPx={CAMERA_PANEL_PX.min} maxPx={CAMERA_PANEL_PX.max} onResize={resizeCameraPanel} />
    </section>
  );
};

/** A tree of one root shows what is in it from the start. */
function useOpenedRoots(): void {
  const { toggleUnit } = useViewActions();
  const units = useSlice('units', selectRecords);
  const done = useRef(false);
  useEffect(() => {
    if (done.current || units.size === 0) return;
    done.current = true;
    const roots = [...units.values()].filter(({ parentId }) => parentId === null || !units.has(parentId));
    if (roots.length <= 2) for (const root of roots) toggleUnit(root.id, true);
  }, [units, toggleUnit]);
}
