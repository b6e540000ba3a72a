import { AlarmsContent } from './alarms/alarms-content.tsx';
import { CameraContent } from './camera/camera-content.tsx';
import { ClockContent } from './clock/clock-content.tsx';
import type { ContentComponents } from './content-kind.ts';
import { DeskContent } from './desk/desk-content.tsx';
import { HotspotContent } from './hotspot/hotspot-content.tsx';
import { MapContent } from './map/map-content.tsx';
import { PictureContent } from './picture/picture-content.tsx';
import { SequenceContent } from './sequence/sequence-content.tsx';
import { TextContent } from './text/text-content.tsx';
import { WebContent } from './web/web-content.tsx';

/** What draws each kind of tile content. To add one: a kind in the contract, a folder here, a line below. */
export const CONTENTS: ContentComponents = {
  camera: CameraContent,
  sequence: SequenceContent,
  hotspot: HotspotContent,
  map: MapContent,
  alarms: AlarmsContent,
  clock: ClockContent,
  text: TextContent,
  picture: PictureContent,
  web: WebContent,
  desk: DeskContent,
};
