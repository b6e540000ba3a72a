import type { AlarmBrief } from '@contract/domain/alarm.ts';
import type { Camera } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { lonLat } from './ground.ts';
import type { PointFeature } from './map-marks.ts';

/** One point a camera, as its most urgent alarm and how many there are; alarms without a place on the map are left out. */
export function alarmFeatures(alarms: Iterable<AlarmBrief>, cameraOf: (camera: CameraId) => Camera | undefined): readonly PointFeature[] {
  const byCamera = new Map<CameraId, { worst: AlarmBrief; count: number }>();
  for (const alarm of alarms) {
    if (alarm.camera === null) continue;
    const known = byCamera.get(alarm.camera);
    if (known === undefined) byCamera.set(alarm.camera, { worst: alarm, count: 1 });
    else byCamera.set(alarm.camera, { worst: alarm.priority < known.worst.priority ? alarm : known.worst, count: known.count + 1 });
  }
  return [...byCamera].flatMap(([camera, { worst, count }]): readonly PointFeature[] => {
    const position = cameraOf(camera)?.position;
    if (position === undefined) return [];
    const properties = { id: camera, kind: 'alarm', camera, icon: `alarm-${String(worst.priority)}`, label: count > 1 ? `${worst.title} (${String(count)})` : worst.title, priority: worst.priority, weight: (5 - worst.priority) * count };
    return [{ type: 'Feature', id: camera, properties, geometry: { type: 'Point', coordinates: lonLat(position) } }];
  });
}
