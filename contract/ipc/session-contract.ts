import { mapServer, type BaseMapKind } from '../domain/base-map.ts';
import { defineRequest } from './request-contract.ts';
import { setSteeringInput } from './ptz-settings.schema.ts';
import { setBaseMapInput, setBaseMapOutput } from './base-map.schema.ts';
import { confirmCodeInput, done, enrolDeviceInput, nothing, setKeysInput, setLanguageInput, setLinkBudgetInput, signInInput, signInOutput } from './ipc.schema.ts';

const fromDesk = { windows: ['desk'], right: null, ratePerSecond: 5, maxInputChars: 1000, audit: 'session' } as const;

/** Whom a map comes from: nothing that may be a key, nor what was typed beside it. */
const serverOf = (input: { readonly kind: BaseMapKind; readonly address?: string }): string | null => mapServer(input.address ?? '');

/** Sign-in with a second factor, sign-out, the device identity of a wall PC, the language, keys, link budget and base map. */
export const sessionContract = {
  'session.signIn': defineRequest({ ...fromDesk, input: signInInput, output: signInOutput }),
  'session.confirmCode': defineRequest({ ...fromDesk, input: confirmCodeInput, output: done }),
  'session.cancel': defineRequest({ ...fromDesk, input: nothing, output: done }),
  'session.signOut': defineRequest({ ...fromDesk, input: nothing, output: done }),
  'session.enrolDevice': defineRequest({ ...fromDesk, input: enrolDeviceInput, output: done }),
  'settings.setLanguage': defineRequest({ ...fromDesk, input: setLanguageInput, output: done, audit: 'config' }),
  'settings.setKeys': defineRequest({ ...fromDesk, right: 'live.view', input: setKeysInput, output: done, maxInputChars: 20_000, audit: 'config' }),
  'settings.setLinkBudget': defineRequest({ ...fromDesk, right: 'wall.control', input: setLinkBudgetInput, output: done, audit: 'config' }),
  'settings.setSteering': defineRequest({ ...fromDesk, right: 'ptz.steer', input: setSteeringInput, output: done, maxInputChars: 100_000, audit: 'config' }),
  /** Answers once the map was really asked for. Codes map/…, storage/write-failed. */
  'settings.setBaseMap': defineRequest({ ...fromDesk, right: 'wall.control', input: setBaseMapInput, output: setBaseMapOutput, ratePerSecond: 2, maxInputChars: 4_000, audit: 'config', subject: (input, answer) => ({ map: input.kind, server: serverOf(input), outcome: answer?.outcome ?? null }) }),
  /** What is being tried is not taken any more; its own request answers `none`. */
  'settings.cancelBaseMap': defineRequest({ ...fromDesk, right: 'wall.control', input: nothing, output: done, audit: 'config' }),
} as const;
