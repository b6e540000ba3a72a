import { describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { cameraId } from '@contract/domain/units.ts';
import { ptzContract } from '@contract/ipc/ptz-contract.ts';
import { ptzHandlers } from '../../../../../main/app/handlers/ptz.ts';
import { personWith } from '../../../../builders/people.ts';

const MINE = cameraId('mine');
const OTHERS = cameraId('others');
const CONTEXT = { window: { id: 7, kind: 'desk', monitor: null }, person: personWith() } as const;

function handlers() {
  const asked: unknown[][] = [];
  const note = (name: string) => (...args: readonly unknown[]) => {
    asked.push([name, ...args]);
    return Promise.resolve(ok(null));
  };
  const ptz = { claim: note('claim'), release: note('release'), move: note('move'), act: note('act'), ask: note('ask'), answer: note('answer'), places: () => Promise.resolve(ok({ presets: [], patrols: [] })) };
  return { asked, handle: ptzHandlers({ ptz, knowsCamera: (camera) => camera === MINE }) };
}

describe('requests of windows to steer', () => {
  it('reach the service with the window they came from', async () => {
    const { asked, handle } = handlers();
    await handle['ptz.move']({ camera: MINE, pan: 1, tilt: 0, zoom: 0 }, CONTEXT);
    await handle['ptz.act']({ camera: MINE, act: { kind: 'home' } }, CONTEXT);
    await handle['ptz.claim']({ camera: MINE }, CONTEXT);
    await handle['ptz.answer']({ ask: 'a1', accept: true }, CONTEXT);
    expect(asked).toEqual([['move', 7, MINE, { pan: 1, tilt: 0, zoom: 0 }], ['act', 7, MINE, { kind: 'home' }], ['claim', MINE], ['answer', 'a1', true]]);
  });

  it('for a camera that is not one of this person’s find none', async () => {
    const { asked, handle } = handlers();
    const answers = [
      handle['ptz.move']({ camera: OTHERS, pan: 1, tilt: 0, zoom: 0 }, CONTEXT),
      handle['ptz.act']({ camera: OTHERS, act: { kind: 'home' } }, CONTEXT),
      handle['ptz.claim']({ camera: OTHERS }, CONTEXT),
      handle['ptz.release']({ camera: OTHERS }, CONTEXT),
      handle['ptz.ask']({ camera: OTHERS, minutes: 5, reason: 'lý do nào đó' }, CONTEXT),
      handle['ptz.places']({ camera: OTHERS }, CONTEXT),
    ];
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
    expect(asked).toEqual([]);
  });

  it('to stop and to let go reach the service whatever is known of the camera', async () => {
    const { asked, handle } = handlers();
    await handle['ptz.move']({ camera: OTHERS, pan: 0, tilt: 0, zoom: 0 }, CONTEXT);
    await handle['ptz.act']({ camera: OTHERS, act: { kind: 'aux', aux: 'focus', value: 0 } }, CONTEXT);
    expect(asked).toEqual([['move', 7, OTHERS, { pan: 0, tilt: 0, zoom: 0 }], ['act', 7, OTHERS, { kind: 'aux', aux: 'focus', value: 0 }]]);
  });

  it('come from the desk only', () => {
    for (const { windows } of Object.values(ptzContract)) expect(windows).toEqual(['desk']);
  });
});
