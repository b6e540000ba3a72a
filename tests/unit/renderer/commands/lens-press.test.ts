import { describe, expect, it } from 'vitest';
import { RENEW_MS, type PtzAct } from '@contract/domain/ptz.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId } from '@contract/domain/units.ts';
import { createLensPress } from '../../../../renderer/commands/lens-press.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

const dome = cameraId('dome');

function scene(answer: (value: number) => Result<null>) {
  const time = createFakeTime();
  const said: string[] = [];
  const refused: string[] = [];
  const lens = createLensPress({
    act: async (_camera, act: PtzAct) => {
      if (act.kind !== 'aux') return ok(null);
      said.push(`${act.aux} ${String(act.value)}`);
      return answer(act.value);
    },
    onRefused: ({ code }) => refused.push(code),
    later: (run, delayMs) => time.timers.after(delayMs, run),
  });
  const pass = async (turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) {
      for (let step = 0; step < 5; step += 1) await Promise.resolve();
      time.advance(RENEW_MS);
    }
  };
  return { time, said, refused, lens, pass };
}

describe('a lens button held down', () => {
  it('that is let go says so again when it did not get through, a few times', async () => {
    let fails = 1;
    const { said, lens, pass, refused } = scene((value) => (value === 0 && fails-- > 0 ? err('tier/unreachable') : ok(null)));
    lens.down(dome, 'focus', 1);
    lens.up(dome, 'focus');
    await pass(5);
    expect(said).toEqual(['focus 1', 'focus 0', 'focus 0']);
    expect(refused).toEqual([]);
  });

  it('tells when it could not be let go at all, once', async () => {
    const { said, lens, pass, refused, time } = scene((value) => (value === 0 ? err('ptz/unreachable') : ok(null)));
    lens.down(dome, 'focus', 1);
    lens.up(dome, 'focus');
    await pass(10);
    expect(said).toEqual(['focus 1', 'focus 0', 'focus 0', 'focus 0']);
    expect(refused).toEqual(['ptz/unreachable']);
    expect(time.waiting()).toBe(0);
  });

  it('that is pressed anew is not let go for the time before', async () => {
    let fails = 1;
    const { said, lens, pass } = scene((value) => (value === 0 && fails-- > 0 ? err('tier/unreachable') : ok(null)));
    lens.down(dome, 'focus', 1);
    lens.up(dome, 'focus');
    lens.down(dome, 'focus', -1);
    await pass(5);
    expect(said).toEqual(['focus 1', 'focus 0', 'focus -1']);
  });

  it('says why when it is refused', async () => {
    const { lens, pass, refused } = scene(() => err('ptz/held'));
    lens.down(dome, 'iris', 1);
    await pass(2);
    expect(refused).toEqual(['ptz/held']);
  });
});
