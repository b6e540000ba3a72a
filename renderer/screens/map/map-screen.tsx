import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Minus, Plus } from 'lucide-react';
import type { Position } from '@contract/domain/camera.ts';
import type { FoundPlace, MapArea } from '@contract/domain/camera-query.ts';
import type { Force } from '@contract/domain/force.ts';
import { forceId, type CameraId, type ForceId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useSlice, useView, useViewActions, useWindowState } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { KeyList } from '../../widgets/key-list/index.ts';
import { WallDock } from '../../widgets/monitor-map/index.ts';
import { SiteMapView, type CreateSiteMap, type MapPick, type MapSight, type SiteMapHandle } from '../../widgets/site-map/index.ts';
import { ForceCard } from './force-card.tsx';
import { LayerCard } from './layer-card.tsx';
import { PreviewCard, type RenderPicture } from './preview-card.tsx';
import { ScopeStrip } from './scope-strip.tsx';
import { SidePanel } from './side-panel.tsx';
import { ToolBar } from './tool-bar.tsx';
import { useArea } from './use-area.ts';
import { useListedSight } from './use-listed-sight.ts';
import { useMapScope } from './use-map-scope.ts';
import styles from './map-screen.module.css';

const CLOSE_ZOOM = 17.5;
/** Cameras stand alone and have their names from about here on. */
const NEAR_ZOOM = 15.5;

interface MapScreenProps {
  /** For tests. */
  readonly createMap?: CreateSiteMap;
  readonly renderPicture?: RenderPicture;
}

/** The map with its list, and the wall below it to drop cameras on. */
export const MapScreen = ({ createMap, renderPicture }: MapScreenProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { replica, book } = useWindowState();
  const memory = useView((view) => view.map);
  const target = useView((view) => view.mapTarget);
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const wantsFit = useView((view) => view.wantsMapFit);
  const { keepMap, reachTarget, reachMapFit, filter } = useViewActions();
  const map = useRef<SiteMapHandle>(null);
  const [picked, setPicked] = useState<CameraId | null>(target?.camera ?? null);
  const scope = useMapScope();
  const { drawing, onDraw, area, choose, features, answer } = useArea(scope.scope);
  const listed = useListedSight(scope.scope, area === null);
  const [isUndrawn, setUndrawn] = useState(false);
  const [start] = useState(() => (target === null ? memory.sight : { centre: target.at, zoom: CLOSE_ZOOM }));
  const [pickedForce, setPickedForce] = useState<ForceId | null>(null);
  const force = useSlice('forces', ({ records }) => (pickedForce === null ? undefined : records.get(pickedForce)));
  const cameraAt = useCameraRecord(picked)?.position;
  const pickedAt = cameraAt ?? force?.trail.at(-1)?.at ?? null;
  const pickCamera = useCallback((camera: CameraId | null): void => {
    setPicked(camera);
    setPickedForce(null);
  }, []);

  useEffect(() => {
    if (target === null) return;
    pickCamera(target.camera);
    map.current?.goTo(target.at, CLOSE_ZOOM);
    reachTarget();
  }, [target, reachTarget, pickCamera]);

  useEffect(() => {
    if (!wantsFit || (scope.isPart && scope.extent.kind === 'looking')) return;
    if (scope.extent.kind === 'found' && scope.extent.bounds !== null) map.current?.fit(scope.extent.bounds);
    reachMapFit();
  }, [wantsFit, scope, reachMapFit]);

  const { onSight: listSight, listNow } = listed;
  const onSight = useCallback(
    (sight: MapSight, isWalk?: boolean) => {
      keepMap({ sight: { centre: sight.centre, zoom: sight.zoom } });
      listSight(sight, isWalk);
    },
    [keepMap, listSight],
  );
  /** From a line of a list, near enough to be seen by itself. The cameras are walked: their list stays; the others lead elsewhere. */
  const goToLine = (at: Position | undefined, how: 'goTo' | 'walkTo'): void => {
    if (at === undefined) return;
    reachMapFit();
    map.current?.[how](at, Math.max(memory.sight?.zoom ?? 0, NEAR_ZOOM));
  };
  const pickForce = ({ id, trail }: Force): void => {
    setPicked(null);
    setPickedForce(id);
    goToLine(trail.at(-1)?.at, 'goTo');
  };
  const clear = (): void => {
    onDraw({ kind: 'end' });
    choose(null);
  };
  const onPick = (pick: MapPick): void => {
    if (pick.kind === 'camera') pickCamera(pick.camera);
    else if (pick.kind === 'nothing') pickCamera(null);
    else if (pick.kind === 'force') {
      setPicked(null);
      setPickedForce(forceId(pick.force));
    } else {
      const mark = replica.mapMarks.getState().records.get(pick.mark);
      if (mark?.kind !== 'cluster') return;
      reachMapFit();
      map.current?.fit(mark.bounds);
    }
  };
  const goToPlace = (place: FoundPlace, radiusM: number): void => {
    onDraw({ kind: 'end' });
    reachMapFit();
    choose({ kind: 'circle', centre: place.position, radiusM });
    map.current?.goTo(place.position, radiusM > 600 ? CLOSE_ZOOM - 3.5 : CLOSE_ZOOM - 1.8);
    map.current?.focus();
  };
  const onRadius = useMemo(() => (radiusM: number): void => choose(withRadius(area, radiusM)), [choose, area]);
  return (
    <>
      <SidePanel
        scope={scope}
        area={area}
        answer={area === null ? listed.answer : answer}
        sight={{ which: isUndrawn ? 'undrawn' : listed.isKept ? 'before' : 'now', listNow }}
        picked={picked}
        pickedForce={pickedForce}
        onPlace={goToPlace}
        onRadius={onRadius}
        onShow={({ camera, at }) => {
          pickCamera(camera);
          goToLine(at ?? undefined, 'walkTo');
        }}
        onLook={pickCamera}
        onShowForce={pickForce}
        onShowAlarm={(camera) => {
          pickCamera(camera);
          goToLine(book.record(camera)?.position, 'goTo');
        }}
        onOpen={commands.openCamera}
      >
        {picked !== null && (
          <PreviewCard
            key={picked}
            camera={picked}
            renderPicture={renderPicture}
            onClose={() => {
              pickCamera(null);
            }}
          />
        )}
        {force !== undefined && (
          <ForceCard
            force={force}
            onClose={() => {
              pickCamera(null);
            }}
          />
        )}
      </SidePanel>
      <main className={styles['main']}>
        <h1 className="visually-hidden">{t('map:title')}</h1>
        <ToolBar drawing={drawing} hasArea={area !== null} isCorridor={area?.kind === 'corridor'} onDraw={onDraw} onTaken={() => map.current?.focus()} onClear={clear} />
        <div className={styles['map']}>
          <SiteMapView
            ref={map}
            label={t('map:label')}
            look={memory.look}
            layers={memory.layers}
            scope={scope.scope}
            start={start}
            drawing={drawing}
            onDraw={onDraw}
            onLeave={() => {
              if (picked === null && force === undefined) clear();
              else pickCamera(null);
            }}
            features={features}
            pickedAt={pickedAt}
            onPick={onPick}
            onOpen={commands.openCamera}
            onSight={onSight}
            onHand={reachMapFit}
            onState={(state) => {
              setUndrawn(state === 'no-graphics');
            }}
            {...(createMap === undefined ? {} : { createMap })}
          />
          {scope.isPart && (
            <ScopeStrip
              scope={scope}
              onShowAll={() => {
                keepMap({ words: '' });
                filter({});
                map.current?.focus();
              }}
            />
          )}
          <LayerCard />
          <div className={styles['zoom']}>
            <IconButton look="plain" label={t('map:zoomIn')} onClick={() => map.current?.zoomBy(1)}>
              <Plus size={16} aria-hidden />
            </IconButton>
            <IconButton look="plain" label={t('map:zoomOut')} onClick={() => map.current?.zoomBy(-1)}>
              <Minus size={16} aria-hidden />
            </IconButton>
          </div>
        </div>
        <WallDock />
      </main>
      {isKeyListOpen && <KeyList />}
    </>
  );
};

const withRadius = (area: MapArea | null, radiusM: number): MapArea | null => (area?.kind === 'circle' ? { ...area, radiusM } : area);
