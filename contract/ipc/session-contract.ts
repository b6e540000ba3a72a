import { defineRequest } from './request-contract.ts';
import { confirmCodeInput, done, enrolDeviceInput, nothing, setLanguageInput, signInInput, signInOutput } from './ipc.schema.ts';

const fromDesk = { windows: ['desk'], right: null, ratePerSecond: 5, maxInputChars: 1000, audit: 'session' } as const;

/** Sign-in with a second factor, sign-out, the device identity of a wall PC, the language. */
export const sessionContract = {
  'session.signIn': defineRequest({ ...fromDesk, input: signInInput, output: signInOutput }),
  'session.confirmCode': defineRequest({ ...fromDesk, input: confirmCodeInput, output: done }),
  'session.cancel': defineRequest({ ...fromDesk, input: nothing, output: done }),
  'session.signOut': defineRequest({ ...fromDesk, input: nothing, output: done }),
  'session.enrolDevice': defineRequest({ ...fromDesk, input: enrolDeviceInput, output: done }),
  'settings.setLanguage': defineRequest({ ...fromDesk, input: setLanguageInput, output: done, audit: 'config' }),
} as const;
