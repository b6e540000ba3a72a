import { nodeId, type MonitorKey } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ConnectBroker } from '../platform/message-broker.ts';
import { createWallLink, type LinkedSurfaces, type WallLink } from '../services/wall-link/index.ts';
import { only, type Stores } from '../state/stores.ts';
import { openWallIdentity, type WallIdentity } from '../storage/documents/wall-identity.ts';
import type { LoadedDocument, StorageContext } from '../storage/json-document.ts';
import type { Notices } from './notices.ts';
import type { WallConfig } from './wall-config.ts';

export interface WallJoiningEnvironment {
  readonly config: WallConfig;
  readonly connect: ConnectBroker;
  readonly context: StorageContext;
  /** Name of this PC, as others see it. */
  readonly workstation: string;
  readonly stores: Stores;
  readonly surfaces: LinkedSurfaces;
  readonly notices: Notices;
  readonly uuid: () => string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly identify: () => void;
  readonly flash: (monitor: MonitorKey, tiles: readonly number[]) => void;
}

/** This PC's part in a wall of several PCs; nothing on a PC that is a wall of its own. */
export interface WallJoining {
  readonly document: ReturnType<typeof openWallIdentity>;
  /** Who this PC is in the wall has been read: it joins. */
  readonly take: (loaded: LoadedDocument<WallIdentity>) => void;
  readonly identify: WallLink['identify'];
  readonly flash: WallLink['flash'];
  readonly stop: () => void;
}

export function createWallJoining(environment: WallJoiningEnvironment): WallJoining {
  const { config, context, stores, notices, log, clock } = environment;
  const document = openWallIdentity(context);
  let link: WallLink | null = null;
  if (config.kind === 'refused') {
    log.error('wall-link.refused', { why: config.problem });
    notices.show('wallLinkRefused', 'error');
  }
  return {
    document,
    take: ({ value }) => {
      if (config.kind !== 'joined' || link !== null) return;
      const id = value.nodeId ?? environment.uuid();
      if (value.nodeId === null) {
        void document.save({ nodeId: id }).then((saved) => {
          // With another name at the next start it would be another PC, whose monitors get other numbers.
          if (!saved.ok) log.warn('wall-link.identity-not-kept', { code: saved.error.code });
        });
      }
      link = createWallLink({
        settings: config.settings,
        self: { id: nodeId(id), name: environment.workstation },
        connect: environment.connect,
        stores,
        surfaces: environment.surfaces,
        clock,
        timers: environment.timers,
        nowUtcMs: () => clock.utcMs() + only(stores.tier).clockOffsetMs,
        log,
        identify: environment.identify,
        flash: environment.flash,
      });
    },
    identify: () => link?.identify(),
    flash: (surface, tiles) => link?.flash(surface, tiles),
    stop: () => {
      link?.stop();
      link = null;
    },
  };
}
