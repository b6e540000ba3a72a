import { err, ok } from '@contract/domain/result.ts';
import type { windowContract } from '@contract/ipc/window-contract.ts';
import { SLICES_FOR } from '@contract/state/slices.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { KnownWindow } from '../../ipc/sender.ts';
import type { StatePublisher, Subscriber } from '../../ipc/state-publisher.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';

export interface WindowHandlerEnvironment {
  readonly stores: Pick<Stores, 'notices'>;
  readonly publisher: Pick<StatePublisher, 'subscribe'>;
  readonly subscriberOf: (window: KnownWindow) => Subscriber;
  readonly identifyMonitors: () => void;
  readonly reloadWindow: (window: KnownWindow) => void;
  readonly log: Log;
}

export function windowHandlers(environment: WindowHandlerEnvironment): Pick<Handlers, keyof typeof windowContract> {
  const { stores, publisher, log } = environment;
  return {
    'state.subscribe': ({ slices }, { window }) => {
      if (!slices.every((slice) => SLICES_FOR[window.kind].includes(slice))) return err('app/not-allowed');
      publisher.subscribe(environment.subscriberOf(window), slices);
      return ok(null);
    },
    'window.identifyMonitors': () => {
      environment.identifyMonitors();
      return ok(null);
    },
    'window.reload': (_input, { window }) => {
      environment.reloadWindow(window);
      return ok(null);
    },
    'window.reportFault': ({ code, detail }, { window }) => {
      log.warn('window.fault', { code, detail, window: window.kind });
      return ok(null);
    },
    'notices.dismiss': ({ notice }) => {
      stores.notices.remove(notice);
      return ok(null);
    },
  };
}
