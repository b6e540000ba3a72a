import { ok } from '@contract/domain/result.ts';
import type { sessionContract } from '@contract/ipc/session-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { SessionService } from '../../services/session/session-service.ts';
import type { BaseMapDesk } from '../base-map-choice.ts';
import type { Answer, InputFor } from './answer.ts';

export interface SessionHandlerEnvironment {
  readonly session: Pick<SessionService, 'signIn' | 'confirmCode' | 'cancel' | 'signOut' | 'enrolDevice'>;
  /** Each shows the change at once and keeps it on disk. Code storage/write-failed. */
  readonly settings: {
    readonly setLanguage: (language: 'vi' | 'en') => Answer<null>;
    readonly setKeys: (keys: InputFor<'settings.setKeys'>['keys']) => Answer<null>;
    readonly setSteering: (steering: InputFor<'settings.setSteering'>['steering']) => Answer<null>;
    readonly setLinkBudget: (budgetKbps: number | null) => Answer<null>;
  };
  /** Takes a base map that can really be shown. Codes map/…, storage/write-failed. */
  readonly baseMapDesk: BaseMapDesk;
}

export function sessionHandlers({ session, settings, baseMapDesk }: SessionHandlerEnvironment): Pick<Handlers, keyof typeof sessionContract> {
  return {
    'session.signIn': ({ username, password }) => session.signIn(username, password),
    'session.confirmCode': ({ code }) => session.confirmCode(code),
    'session.cancel': () => {
      session.cancel();
      return ok(null);
    },
    'session.signOut': async () => {
      await session.signOut();
      return ok(null);
    },
    'session.enrolDevice': ({ enrolmentCode }) => session.enrolDevice(enrolmentCode),
    'settings.setLanguage': ({ language }) => settings.setLanguage(language),
    'settings.setKeys': ({ keys }) => settings.setKeys(keys),
    'settings.setSteering': ({ steering }) => settings.setSteering(steering),
    'settings.setLinkBudget': ({ budgetKbps }) => settings.setLinkBudget(budgetKbps),
    'settings.setBaseMap': (input) => baseMapDesk.choose(input),
    'settings.cancelBaseMap': () => {
      baseMapDesk.cancel();
      return ok(null);
    },
  };
}
