import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { monitorKey, ruleId, utcMs } from '@contract/domain/units.ts';
import type { WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { createRulesService, type AlarmSettings } from '../../../../../main/services/alarm-rules/rules-service.ts';

const REPEAT: AlarmRule = { id: ruleId('r'), name: 'Lặp', enabled: true, scope: { kinds: [], cameras: [], units: [] }, fromUtcMs: null, untilUtcMs: null, reason: '', body: { kind: 'repeat', withinS: 60 }, changedBy: '', etag: '' };
const WALL: WallAlarmRule = { id: ruleId('w'), name: 'Tường', enabled: true, kinds: [], priorityAtLeast: 1, monitor: monitorKey('a'), neighbours: 0, giveBack: { kind: 'closed' } };

function service(isOnline = true) {
  const saved: AlarmSettings[] = [];
  const changes: AlarmSettings[] = [];
  let disk: Result<null> = ok(null);
  const rules = createRulesService({
    port: () => ({ list: async () => ok([REPEAT]), put: async (rule) => ok({ ...rule, etag: '2' }), remove: async () => ok(null), test: async () => ok({ events: 0, raised: 0, delayed: 0, suppressed: 0, joined: 0, dropped: 0, samples: [] }) }),
    isOnline: () => isOnline,
    onDidChange: (settings) => changes.push(settings),
  });
  const cache = {
    load: async (): Promise<AlarmSettings> => ({ localRules: [], wallRules: [], lent: [] }),
    save: async (settings: AlarmSettings) => {
      if (disk.ok) saved.push(settings);
      return disk;
    },
  };
  return { rules, saved, changes, open: () => rules.open(cache), refuse: () => (disk = err('storage/write-failed')) };
}

describe('rules of this PC and of the server', () => {
  it('keeps what is on the disk, under the name of who changed it, and only that', async () => {
    const { rules, saved, changes, open, refuse } = service();
    expect(await rules.saveLocal(REPEAT, 'An')).toMatchObject({ error: { code: 'session/not-signed-in' } });
    await open();
    expect(await rules.saveLocal(REPEAT, 'An')).toMatchObject({ ok: true });
    expect(await rules.saveWall(WALL)).toMatchObject({ ok: true });
    expect(await rules.list()).toMatchObject({ value: { server: [{ id: 'r' }], local: [{ id: 'r', changedBy: 'An' }], wall: [{ id: 'w' }] } });
    refuse();
    expect(await rules.removeLocal(REPEAT.id)).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(await rules.list()).toMatchObject({ value: { local: [{ id: 'r' }] } });
    expect(saved).toHaveLength(2);
    expect(changes).toHaveLength(3);
  });

  it('takes no local rule that only a server may have, and none that is wrong', async () => {
    const { rules, open } = service();
    await open();
    expect(await rules.saveLocal({ ...REPEAT, body: { kind: 'storm', count: 5, withinS: 5 } }, 'An')).toMatchObject({ error: { code: 'rule/invalid' } });
    expect(await rules.saveLocal({ ...REPEAT, body: { kind: 'works' } }, 'An')).toMatchObject({ error: { code: 'rule/invalid' } });
    expect(await rules.save({ ...REPEAT, name: '' })).toMatchObject({ error: { code: 'rule/invalid', detail: 'name-missing' } });
    expect(await rules.test(REPEAT, utcMs(0), utcMs(25 * 3_600_000))).toMatchObject({ error: { code: 'rule/invalid' } });
  });

  it('without the server shows its own rules, and says that the others are away', async () => {
    const { rules, open } = service(false);
    await open();
    await rules.saveWall(WALL);
    expect(await rules.list()).toMatchObject({ value: { server: null, wall: [{ id: 'w' }] } });
    expect(await rules.save(REPEAT)).toMatchObject({ error: { code: 'tier/unreachable' } });
  });
});
