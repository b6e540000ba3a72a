import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Crosshair, MapPinOff } from 'lucide-react';
import type { Position } from '@contract/domain/camera.ts';
import type { CameraScope, MapBounds } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { MAP_LAYERS, type LayerSwitches, type MapLook } from '../../state/map-memory.ts';
import { selectBaseMap } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { AreaFeature } from './area-features.ts';
import type { Drawing, DrawingAct } from './drawing.ts';
import { mapKey } from './map-keys.ts';
import type { CreateSiteMap, MapPick, MapSight, MapState, SiteMapPort } from './map-port.ts';
import { SiteMap } from './site-map.ts';
import { useMapContent, useMapLook } from './use-map-content.ts';
import styles from './site-map.module.css';

/** What a screen may ask of the map it shows. */
export interface SiteMapHandle {
  readonly goTo: (at: Position, zoom?: number) => void;
  readonly walkTo: (at: Position, zoom: number) => void;
  readonly fit: (bounds: MapBounds) => void;
  readonly zoomBy: (levels: number) => void;
  readonly focus: () => void;
}

interface SiteMapViewProps {
  readonly label: string;
  readonly look: MapLook;
  readonly layers: LayerSwitches;
  /** The cameras that are shown. */
  readonly scope: CameraScope;
  /** Where it begins; read once. Null: where the base map says. */
  readonly start: { readonly centre: Position; readonly zoom: number } | null;
  readonly drawing: Drawing;
  readonly onDraw: (act: DrawingAct) => void;
  /** Escape while no tool is taken. */
  readonly onLeave: () => void;
  /** What is drawn over the map: the area of now. Keeps its identity. */
  readonly features: readonly AreaFeature[];
  /** Marked with a ring; null: nothing is. */
  readonly pickedAt: Position | null;
  readonly onPick: (pick: MapPick) => void;
  readonly onOpen: (camera: CameraId) => void;
  readonly onSight: (sight: MapSight, isWalk?: boolean) => void;
  /** The person begins to move the map: with the pointer, by keys, by its buttons. */
  readonly onHand: () => void;
  readonly onState: (state: MapState) => void;
  readonly ref?: Ref<SiteMapHandle>;
  readonly children?: ReactNode;
  /** For tests. */
  readonly createMap?: CreateSiteMap;
}

const usualMap: CreateSiteMap = (options) => new SiteMap(options);

/** The map of cameras. Everything on it can be reached by keys too; what it shows stands in a list beside it, which the screen draws. */
export const SiteMapView = ({ label, look, layers, scope, start, drawing, onDraw, onLeave, features, pickedAt, onPick, onOpen, onSight, onHand, onState, ref, children, createMap = usualMap }: SiteMapViewProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const hintId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SiteMapPort | null>(null);
  const [state, setState] = useState<MapState>('loading');
  const [sight, setSight] = useState<MapSight | null>(null);
  // The map outlives drawings of this component: it calls whoever is here now.
  const now = useRef({ onDraw, onPick, onOpen, onSight, onHand, onState, start, look });
  const isByKeys = useRef(false);
  useEffect(() => {
    now.current = { onDraw, onPick, onOpen, onSight, onHand, onState, start, look };
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const port = createMap({
      host: host.current,
      look: now.current.look,
      start: now.current.start,
      formatNumber: (value) => formatNumber(value, language),
      isCalm: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      handlers: {
        onState: (next) => {
          setState(next);
          now.current.onState(next);
        },
        onHand: () => now.current.onHand(),
        onSight: (next, isWalk) => {
          setSight(next);
          now.current.onSight(next, isWalk);
          if (isByKeys.current) now.current.onDraw({ kind: 'hover', at: next.centre });
        },
        onPick: (pick) => now.current.onPick(pick),
        onOpen: (camera) => now.current.onOpen(camera),
        onCorner: (at) => now.current.onDraw({ kind: 'corner', at }),
        onHover: (at) => {
          isByKeys.current = false;
          now.current.onDraw({ kind: 'hover', at });
        },
        onBox: (from) => {
          now.current.onDraw({ kind: 'take', tool: 'rectangle' });
          now.current.onDraw({ kind: 'corner', at: from });
        },
        onEnd: () => now.current.onDraw({ kind: 'end' }),
      },
    });
    setMap(port);
    return () => {
      setMap(null);
      port.destroy();
    };
  }, [createMap, language]);

  useMapContent(map);
  const isCoverageTooMuch = useMapLook(map, state === 'no-graphics' ? null : sight, scope, layers.coverage);
  useEffect(() => {
    map?.setLook(look);
  }, [map, look]);
  const ground = useSlice('settings', (replica) => selectBaseMap(replica).revision);
  useEffect(() => {
    map?.setGround(ground);
  }, [map, ground]);
  useEffect(() => {
    for (const layer of MAP_LAYERS) map?.showLayer(layer, layers[layer]);
  }, [map, layers]);
  useEffect(() => {
    map?.setDrawing(features);
  }, [map, features]);
  useEffect(() => {
    map?.setPicked(pickedAt);
  }, [map, pickedAt]);
  const how = drawing.tool === null ? null : drawing.tool === 'rectangle' || drawing.tool === 'circle' ? 'drag' : 'click';
  useEffect(() => {
    map?.setTool(how);
  }, [map, how]);
  useImperativeHandle(ref, () => ({
    goTo: (at, zoom) => map?.goTo(at, zoom),
    walkTo: (at, zoom) => map?.walkTo(at, zoom),
    fit: (bounds) => map?.fit(bounds),
    zoomBy: (levels) => {
      onHand();
      map?.zoomBy(levels);
    },
    focus: () => frame.current?.focus(),
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== frame.current || map === null) return;
    const act = mapKey(event, drawing.tool !== null);
    if (act === null) return;
    event.preventDefault();
    isByKeys.current = true;
    switch (act.kind) {
      case 'pan':
        onHand();
        map.panBy(act.xPx, act.yPx);
        break;
      case 'zoom':
        onHand();
        map.zoomBy(act.levels);
        break;
      case 'pick':
        map.pickMiddle();
        break;
      case 'corner': {
        const middle = map.sight()?.centre;
        if (middle !== undefined) onDraw({ kind: 'corner', at: middle });
        break;
      }
      case 'back':
        onDraw({ kind: 'back' });
        break;
      case 'end':
        onDraw({ kind: 'end' });
        break;
      case 'leave':
        onLeave();
        break;
    }
  };

  return (
    <div ref={frame} role="application" aria-label={label} aria-describedby={hintId} tabIndex={0} className={classNames(styles['frame'], drawing.tool !== null && styles['drawing'])} data-map-state={state} onKeyDown={onKeyDown} {...{ [OWN_KEYS]: '' }}>
      <div ref={host} className={styles['host']} aria-hidden="true" />
      <Crosshair className={styles['crosshair']} strokeWidth={1.5} aria-hidden />
      <p id={hintId} className="visually-hidden">
        {t(drawing.tool === null ? 'map:keys.look' : 'map:keys.draw')}
      </p>
      {state === 'rebuilding' && (
        <p className={styles['busy']} role="status">
          {t('map:state.rebuilding')}
        </p>
      )}
      {state === 'ready' && isCoverageTooMuch && (
        <p className={styles['busy']} role="status">
          {t('map:state.tooManyViews')}
        </p>
      )}
      {state === 'no-graphics' && (
        <div className={styles['veil']} role="status">
          <MapPinOff size={32} aria-hidden />
          <p>{t('map:state.noGraphics')}</p>
        </div>
      )}
      {children}
    </div>
  );
};
