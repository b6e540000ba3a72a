import { basename } from 'node:path';
import type { Camera } from '../server/api-types.ts';
import { CITY_POLICE_ID } from './units.ts';

export const VIDEO_CAMERA_ID = 'tep-video';
const MAX_NAME = 190;

/** The camera that shows a video file: number 1, called after the file. */
export function videoCamera(file: string): Camera {
  return {
    id: VIDEO_CAMERA_ID,
    number: 1,
    code: 'TEP.00001',
    name: `Tệp: ${basename(file)}`.slice(0, MAX_NAME),
    kind: 'fixed',
    unitId: CITY_POLICE_ID,
    purpose: 'security',
    address: 'Trung tâm Thông tin chỉ huy, Hà Nội',
    position: { latDeg: 21.0235, lonDeg: 105.8481 },
    connection: 'direct',
    streams: [],
  };
}
