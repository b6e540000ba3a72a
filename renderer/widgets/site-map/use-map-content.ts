import { useEffect, useRef, useState } from 'react';
import type { CameraScope } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useDirectoryVersion } from '../../commands/use-directory-version.ts';
import { formatNumber, type Language } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { windowLater } from '../../lib/later.ts';
import { createTicker, windowTimers } from '../../lib/ticker.ts';
import { hangsOnNow } from '../../state/selectors/camera-filter.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { alarmFeatures } from './map-alarms.ts';
import { forceFeatures } from './map-forces.ts';
import { markDiff } from './map-marks.ts';
import type { MapSight, SiteMapPort } from './map-port.ts';
import { unitAreas } from './map-units.ts';
import { COVERAGE_ZOOM } from './overlay-layers.ts';

const FORCE_TICK_MS = 5_000;
const LOOK_PAUSE_MS = 80;
const MINUTE_MS = 60_000;

/** How old a place is, in words, minutes or hours. */
export const ageWords = (t: ReturnType<typeof useText>, language: Language) => (ageMs: number): string =>
  ageMs < 60 * MINUTE_MS ? t('map:force.minutes', { minutes: formatNumber(Math.floor(ageMs / MINUTE_MS), language) }) : t('map:force.hours', { hours: formatNumber(Math.floor(ageMs / (60 * MINUTE_MS)), language) });

/** Puts what main shares onto the map, past React: marks as they differ, forces and their age, alarms, units. */
export function useMapContent(map: SiteMapPort | null): void {
  const t = useText();
  const language = useLanguage();
  const { replica, clock } = useWindowState();
  useEffect(() => {
    if (map === null) return undefined;
    let drawn = replica.mapMarks.getState().records;
    map.setMarks({ put: [...drawn.values()], remove: [] });
    return replica.mapMarks.subscribe(({ records }) => {
      map.setMarks(markDiff(drawn, records));
      drawn = records;
    });
  }, [map, replica]);
  useEffect(() => {
    if (map === null) return undefined;
    const words = ageWords(t, language);
    const tell = (): void => {
      const { points, trails } = forceFeatures(replica.forces.getState().records.values(), clock.nowUtcMs(), words);
      map.setForces(points, trails);
    };
    tell();
    const stopStore = replica.forces.subscribe(tell);
    const stopTicker = createTicker(FORCE_TICK_MS, windowTimers).add(tell);
    return () => {
      stopStore();
      stopTicker();
    };
  }, [map, replica, clock, t, language]);
  useEffect(() => {
    if (map === null) return undefined;
    const tell = (): void => {
      const { records } = replica.usedCameras.getState();
      map.setAlarms(alarmFeatures(replica.alarms.getState().records.values(), (camera) => records.get(camera)));
    };
    tell();
    const stops = [replica.alarms.subscribe(tell), replica.usedCameras.subscribe(tell)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [map, replica]);
  useEffect(() => {
    if (map === null) return undefined;
    const tell = (): void => {
      map.setUnits(unitAreas(replica.units.getState().records.values()));
    };
    tell();
    return replica.units.subscribe(tell);
  }, [map, replica]);
}

/**
 * Tells main what is in sight, so that its marks come; while the layer is on, also asks for the ground that the cameras see, again
 * when the directory changes. Answers whether none is drawn because too many cameras are in sight.
 */
export function useMapLook(map: SiteMapPort | null, sight: MapSight | null, scope: CameraScope, showsCoverage: boolean): boolean {
  const { finding } = useCommands();
  const hasLooked = useRef(false);
  useEffect(() => {
    if (sight === null) return undefined;
    const pauseMs = hasLooked.current ? LOOK_PAUSE_MS : 0;
    hasLooked.current = true;
    return windowLater(() => void finding.look({ bounds: sight.bounds, zoom: sight.zoom, scope }), pauseMs);
  }, [finding, sight, scope]);
  useEffect(
    () => () => {
      void finding.look(null);
    },
    [finding],
  );
  const [isTooMuch, setIsTooMuch] = useState(false);
  const isAsked = map !== null && showsCoverage && sight !== null && sight.zoom >= COVERAGE_ZOOM;
  const version = useDirectoryVersion(isAsked && hangsOnNow(scope.filter));
  useEffect(() => {
    if (!isAsked) return undefined;
    let isWanted = true;
    const cancel = windowLater(() => {
      void finding.coverage(sight.bounds, scope).then((answer) => {
        if (!isWanted) return;
        const grounds = answer.ok ? answer.value.areas : [];
        map.setCoverage(grounds.map(({ corners }) => [...corners, ...corners.slice(0, 1)]));
        setIsTooMuch(answer.ok && answer.value.tooMany);
      });
    }, LOOK_PAUSE_MS);
    return () => {
      isWanted = false;
      cancel();
    };
  }, [finding, map, sight, scope, isAsked, version]);
  return isAsked && isTooMuch;
}
