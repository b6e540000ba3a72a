import { done } from './ipc.schema.ts';
import { actInput, answerInput, askInput, headInput, moveInput, placesOutput } from './ptz.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], right: 'ptz.steer', ratePerSecond: 20, maxInputChars: 2_000, audit: 'ptz', output: done } as const;

/**
 * Steering heads. Codes ptz/held (a level as high or higher has the hand), ptz/no-hand, ptz/taken, ptz/not-offered, ptz/unreachable.
 * A held movement is `ptz.move` again and again (RENEW_MS); main stops the head when it hears nothing for DEAD_MAN_MS.window.
 */
export const ptzContract = {
  'ptz.claim': defineRequest({ ...fromDesk, input: headInput }),
  'ptz.release': defineRequest({ ...fromDesk, input: headInput }),
  /** Takes the hand by itself when it is free. All zero stops. Not audited one by one: main logs a movement when it begins and when it ends. */
  'ptz.move': defineRequest({ ...fromDesk, input: moveInput, ratePerSecond: 80, audit: 'none' }),
  'ptz.act': defineRequest({ ...fromDesk, input: actInput }),
  'ptz.ask': defineRequest({ ...fromDesk, input: askInput }),
  'ptz.answer': defineRequest({ ...fromDesk, input: answerInput }),
  'ptz.places': defineRequest({ ...fromDesk, right: 'live.view', input: headInput, output: placesOutput, audit: 'none' }),
} as const;
