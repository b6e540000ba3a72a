import { defineRequest } from './request-contract.ts';
import { done, nothing } from './ipc.schema.ts';
import { alarmToMonitorInput, findInput, findOutput, saveSceneInput, sceneInput, sceneOutput, setSceneInput, showDeskInput } from './wall.schema.ts';

const fromDesk = { windows: ['desk'], right: 'wall.control', ratePerSecond: 10, maxInputChars: 50_000, audit: 'wall', output: done } as const;

/** The wall as a whole. */
export const wallContract = {
  /** Takes back the last change of any monitor. Code wall/nothing-to-undo. */
  'wall.undo': defineRequest({ ...fromDesk, input: nothing }),
  /** The desk's own window on a monitor of this PC, and away again (what was there before returns). Code wall/desk-not-here. */
  'wall.showDesk': defineRequest({ ...fromDesk, input: showDeskInput, subject: ({ monitor, on }) => ({ monitor, on }) }),
  /** The camera of an alarm, in the tile it fits best. Codes alarm/unknown, camera/unknown. */
  'wall.sendAlarm': defineRequest({ ...fromDesk, input: alarmToMonitorInput, subject: ({ alarm, surface }) => ({ alarm, surface }) }),
  /** Flashes the tiles that show a camera, on every monitor. */
  'wall.find': defineRequest({ ...fromDesk, right: 'live.view', input: findInput, output: findOutput, audit: 'none' }),
  'scenes.save': defineRequest({ ...fromDesk, input: saveSceneInput, output: sceneOutput, audit: 'config', subject: ({ replace }, saved) => ({ scene: saved?.scene ?? replace }) }),
  'scenes.set': defineRequest({ ...fromDesk, input: setSceneInput, audit: 'config', subject: ({ scene }) => ({ scene }) }),
  'scenes.recall': defineRequest({ ...fromDesk, input: sceneInput, subject: ({ scene }) => ({ scene }) }),
  'scenes.remove': defineRequest({ ...fromDesk, input: sceneInput, audit: 'config', subject: ({ scene }) => ({ scene }) }),
} as const;
