import type { Alarm } from '@contract/domain/alarm.ts';
import type { Person } from '@contract/domain/person.ts';
import type { Result } from '@contract/domain/result.ts';
import type { LayoutsService } from '../services/layouts/layouts-service.ts';
import type { SurfacesService } from '../services/surfaces/surfaces-service.ts';
import type { Stores } from '../state/stores.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { ServePicture } from './app-protocol.ts';
import type { HandlerEnvironment } from './handlers/index.ts';
import type { Notices } from './notices.ts';

/** What the console gives the services around the wall. */
export interface ConsoleParts {
  readonly stores: Stores;
  readonly surfaces: SurfacesService;
  readonly layouts: LayoutsService;
  readonly vms: VmsConnection;
  readonly context: StorageContext;
  /** Origin of the server: scenes of one tier mean nothing to another. */
  readonly address: string;
  readonly notices: Notices;
  /** Scenes were written to this PC's disk, or were not. */
  readonly onDidKeepScenes: (result: Result<null>) => void;
}

/** What the handlers need of them, and when their person comes and goes. */
export interface WallTools extends Pick<HandlerEnvironment, 'scenes' | 'showDesk' | 'findOnWall' | 'isWebAllowed' | 'layoutFiles' | 'webTiles' | 'deskSource' | 'snapshots' | 'masks'> {
  /** Somebody is here, perhaps without the server: shows what this PC keeps. Surfaces and layouts are open. */
  readonly open: (person: Person) => Promise<void>;
  /** The server answers and somebody is signed in; may come many times. */
  readonly follow: () => Promise<void>;
  /** A picture of a tile, for a page. */
  readonly servePicture: ServePicture;
  /** An alarm is new here: it may bring a scene. */
  readonly alarmRaised: (alarm: Alarm) => void;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}
