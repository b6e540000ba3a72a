import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alarmId, utcMs } from '@contract/domain/units.ts';
import { openAlarmsDb, type AlarmsDb } from '../../../../main/storage/alarms-db.ts';
import { alarmWith } from '../../../builders/alarms.ts';
import { valueOf } from '../../../builders/directory-scene.ts';

let folder = '';
let file = '';
const opened: AlarmsDb[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vonglau-alarms-db-'));
  file = path.join(folder, 'alarms.db');
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  const value = valueOf(openAlarmsDb(file));
  opened.push(value.db);
  return value;
}
const closeAll = (): void => {
  for (const db of opened.splice(0)) db.close();
};
const fill = (db: AlarmsDb, count: number): void =>
  void valueOf(
    db.write((out) => {
      for (let index = 0; index < count; index += 1) {
        out.putAlarm(alarmWith(`a${String(index)}`));
        out.markSeen({ id: alarmId(`a${String(index)}`), version: 1, sounded: true, utcMs: utcMs(5) });
      }
      out.setCursor({ epoch: 'e', seq: count });
      out.setHeard(utcMs(9));
      out.putGap({ gap: 1, fromUtcMs: utcMs(2), untilUtcMs: utcMs(3) });
    }),
  );

describe('the file of alarms', () => {
  it('keeps alarms, their cursor, what was told and what was missed over a restart, for its owner alone', () => {
    const { db, damagedUtcMs } = open();
    expect([damagedUtcMs, statSync(file).mode & 0o077]).toEqual([null, 0]);
    fill(db, 3);
    closeAll();
    const kept = valueOf(open().db.load());
    expect(kept.alarms).toEqual(['a0', 'a1', 'a2'].map((id) => alarmWith(id)));
    expect(kept).toMatchObject({ cursor: { epoch: 'e', seq: 3 }, heardUtcMs: 9, seen: [{ id: 'a0', version: 1, sounded: true }, { id: 'a1' }, { id: 'a2' }], gaps: [{ gap: 1, fromUtcMs: 2, untilUtcMs: 3 }], outbox: [], unreadable: 0 });
  });

  it('writes the cursor with the events it stands for, or neither', () => {
    const { db } = open();
    fill(db, 1);
    const mistake = new Error('in the middle');
    expect(() =>
      db.write((out) => {
        out.putAlarm(alarmWith('late'));
        out.setCursor({ epoch: 'e', seq: 2 });
        throw mistake;
      }),
    ).toThrow(mistake);
    expect(valueOf(db.load())).toMatchObject({ cursor: { seq: 1 }, alarms: [{ id: 'a0' }] });
    // It goes on afterwards.
    valueOf(db.write((out) => out.setCursor({ epoch: 'e', seq: 3 })));
    expect(valueOf(db.load()).cursor).toEqual({ epoch: 'e', seq: 3 });
  });

  it('never takes an older version of an alarm for a newer one', () => {
    const { db } = open();
    for (const version of [2, 4, 3]) valueOf(db.write((out) => out.putAlarm(alarmWith('a', { version }))));
    expect(valueOf(db.load()).alarms.map(({ version }) => version)).toEqual([4]);
  });

  it('keeps the newest details only, none of an alarm that was let go, and forgets of the old ones what is not open', () => {
    const { db } = open();
    fill(db, 3);
    valueOf(
      db.write((out) => {
        for (let index = 0; index < 3; index += 1) out.putDetail(alarmId(`a${String(index)}`), JSON.stringify({ index }), index, 2);
      }),
    );
    expect(['a0', 'a1', 'a2'].map((id) => db.detail(alarmId(id)))).toEqual([null, { index: 1 }, { index: 2 }]);
    valueOf(
      db.write((out) => {
        out.dropAlarm(alarmId('a2'));
        out.pruneSeen(6);
      }),
    );
    expect(db.detail(alarmId('a2'))).toBeNull();
    expect(valueOf(db.load()).seen.map(({ id }) => id)).toEqual(['a0', 'a1']);
  });

  it('with a record that cannot be read keeps the others and asks for everything anew', () => {
    fill(open().db, 2);
    closeAll();
    const raw = new Database(file);
    raw.exec(`update alarm set body = '{"id":7}' where id = 'a0'`);
    raw.close();
    expect(valueOf(open().db.load())).toMatchObject({ alarms: [{ id: 'a1' }], cursor: null, unreadable: 1 });
  });

  it.each([
    ['of something else', () => writeFileSync(file, 'này không phải cơ sở dữ liệu\n'.repeat(200))],
    [
      'overwritten in the middle',
      () => {
        const handle = openSync(file, 'r+');
        for (let page = 1; page < 6; page += 1) writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, page * 4096);
        closeSync(handle);
      },
    ],
  ] as const)('that is %s is set aside, begun anew, and says until when it was good', (_how, spoil) => {
    fill(open().db, 200);
    closeAll();
    spoil();
    const writtenUtcMs = statSync(file).mtimeMs;
    const { db, damagedUtcMs } = open();
    expect(Math.abs((damagedUtcMs ?? 0) - writtenUtcMs)).toBeLessThan(1_000);
    expect(existsSync(`${file}.damaged`)).toBe(true);
    expect(valueOf(db.load())).toMatchObject({ alarms: [], cursor: null });
    fill(db, 1);
    expect(valueOf(db.load()).cursor).toEqual({ epoch: 'e', seq: 1 });
  });

  it('of a newer console is left as it is', () => {
    fill(open().db, 1);
    closeAll();
    const raw = new Database(file);
    raw.exec('pragma user_version = 99');
    raw.close();
    expect(openAlarmsDb(file)).toMatchObject({ ok: false, error: { code: 'storage/newer-version' } });
    expect(existsSync(`${file}.damaged`)).toBe(false);
  });

  it('that cannot be made is an error, and one that is closed answers as such', () => {
    expect(openAlarmsDb(path.join(folder, 'not-there', 'alarms.db'))).toMatchObject({ ok: false, error: { code: 'storage/write-failed' } });
    const { db } = open();
    db.close();
    db.close();
    expect(db.load()).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    expect(db.write((out) => out.setCursor(null))).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    expect(db.detail(alarmId('a'))).toBeNull();
  });

});
