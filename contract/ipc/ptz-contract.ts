import type { PtzAct } from '../domain/ptz.ts';
import type { CameraId } from '../domain/units.ts';
import { done } from './ipc.schema.ts';
import { actInput, answerInput, askInput, headInput, moveInput, placesOutput } from './ptz.schema.ts';
import { defineRequest, type AuditSubject } from './request-contract.ts';

const fromDesk = { windows: ['desk'], right: 'ptz.steer', ratePerSecond: 20, maxInputChars: 2_000, audit: 'ptz', output: done } as const;

const onHead = ({ camera }: { readonly camera: CameraId }): AuditSubject => ({ camera });
/** What is done to a head. A place in a picture says nothing once the picture is gone. */
function actNamed(act: PtzAct): AuditSubject {
  switch (act.kind) {
    case 'centre':
    case 'box':
    case 'home':
      return { act: act.kind };
    case 'look':
      return { act: act.kind, latDeg: act.latDeg, lonDeg: act.lonDeg };
    case 'preset-go':
    case 'preset-save':
    case 'preset-remove':
    case 'preset-rename':
      return { act: act.kind, preset: act.preset };
    case 'patrol-start':
    case 'patrol-stop':
      return { act: act.kind, patrol: act.patrol };
    case 'tracking':
      return { act: act.kind, on: act.on };
    case 'aux':
      return { act: act.kind, aux: act.aux, value: act.value };
  }
}

/**
 * Steering heads. Codes ptz/held (a level as high or higher has the hand), ptz/no-hand, ptz/taken, ptz/not-offered, ptz/unreachable.
 * A held movement is `ptz.move` again and again (RENEW_MS); main stops the head when it hears nothing for DEAD_MAN_MS.window.
 */
export const ptzContract = {
  'ptz.claim': defineRequest({ ...fromDesk, input: headInput, subject: onHead }),
  'ptz.release': defineRequest({ ...fromDesk, input: headInput, subject: onHead }),
  /** Takes the hand by itself when it is free. All zero stops. Not audited one by one: main logs a movement when it begins and when it ends. */
  'ptz.move': defineRequest({ ...fromDesk, input: moveInput, ratePerSecond: 80, audit: 'none', subject: onHead }),
  'ptz.act': defineRequest({ ...fromDesk, input: actInput, subject: ({ camera, act }) => ({ camera, ...actNamed(act) }) }),
  'ptz.ask': defineRequest({ ...fromDesk, input: askInput, subject: ({ camera, minutes }) => ({ camera, minutes }) }),
  /** Main logs every ask by its id, with the camera. */
  'ptz.answer': defineRequest({ ...fromDesk, input: answerInput, subject: ({ ask, accept }) => ({ ask, accept }) }),
  'ptz.places': defineRequest({ ...fromDesk, right: 'live.view', input: headInput, output: placesOutput, audit: 'none', subject: onHead }),
} as const;
