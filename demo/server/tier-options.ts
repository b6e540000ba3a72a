import type { CameraSource } from '../city/camera-source.ts';
import type { DemoPerson } from '../people.ts';
import type { Camera, Service, Unit } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { ChannelOptions, TierLinks } from './escalation/index.ts';
import type { Ptz } from './ptz-setup.ts';
import type { TierSchemas } from './schemas.ts';
import type { TierStateStore } from './tier-state.ts';
import type { TokenTimes } from './tokens.ts';
import type { World } from './world.ts';

/** What a tier's server is made of. Times in milliseconds. */
export interface TierServerOptions {
  readonly service: Omit<Service, 'serverUtcMs'>;
  readonly units: readonly Unit[];
  readonly cameras: readonly Camera[];
  /** Cameras behind them, made when asked for. */
  readonly country: CameraSource;
  /** Whether this tier sees the forces of a unit. */
  readonly seesForcesOf: (unitId: string) => boolean;
  readonly people: readonly DemoPerson[];
  readonly world: World;
  readonly ptz: Ptz;
  readonly store: TierStateStore;
  /** Where pictures of tiles are kept. */
  readonly picturesDir: string;
  /** Where the desks of alarms keep what must survive a restart. */
  readonly stateDir: string;
  /** Everyday alarms that come by themselves; 0: none. */
  readonly alarmsPerHour: number;
  /** Mail, gateways and hooks that notices go out by. */
  readonly channels: ChannelOptions;
  /** Times of escalation are multiplied by it. */
  readonly escalationScale: number;
  /** This tier among the others. */
  readonly links: TierLinks;
  /** How much slower or faster than people the demo's forces answer tasks; 0: not by themselves. */
  readonly patrolTimeScale: number;
  /** Lines for the person who started the demo. */
  readonly say: (line: string) => void;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  readonly times: TokenTimes;
  readonly lockMs: number;
  readonly heartbeatMs: number;
}
