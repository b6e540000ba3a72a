import { mkdtempSync, existsSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, openSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_PICTURE } from '@contract/domain/privacy-mask.ts';
import { openCameraBook, openDirectoryDb, type CameraRow, type DirectoryDb } from '../../../../main/storage/directory-db.ts';
import { valueOf } from '../../../builders/directory-scene.ts';
import { cameraNamed, unitNamed } from '../../../builders/fake-vms.ts';

let folder = '';
let file = '';
const opened: DirectoryDb[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vonglau-directory-db-'));
  file = path.join(folder, 'directory.db');
});
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => {
  const value = valueOf(openDirectoryDb(file));
  opened.push(value.db);
  return value;
};
const rowOf = (row: number, id: string, over: Partial<CameraRow> = {}): CameraRow => ({ row, id, code: null, card: `[${row}]`, body: JSON.stringify(cameraNamed(id)), texts: { name: `camera ${id}`, address: '', rest: 'quan ba dinh' }, ...over });
const put = (db: DirectoryDb, ...rows: readonly CameraRow[]) => valueOf(db.write((out) => rows.forEach(out.add)));
const bytes = () => Buffer.concat(['', '-wal'].map((side) => (existsSync(file + side) ? readFileSync(file + side) : Buffer.alloc(0)))).toString('latin1');

describe('the file of a directory', () => {
  it('keeps what was written, for this account only', () => {
    const first = open();
    put(first.db, rowOf(1, 'a'), rowOf(2, 'b', { code: 'hk7' }));
    valueOf(first.db.write((out) => {
      out.setMeta('etag', 'e1');
      out.setUnits([unitNamed('u1'), unitNamed('u2')]);
    }));
    first.db.close();
    const { db, wasDamaged } = open();
    expect(wasDamaged).toBe(false);
    expect(valueOf(db.read((reads) => [reads.meta('etag'), reads.units().map(({ id }) => id), reads.cards(0, 10), [...reads.rows('"ba"* AND "dinh"*')], reads.rowsOfCode('hk7'), reads.camera(2)?.name, reads.name(1), reads.camera(9)]))).toEqual(['e1', ['u1', 'u2'], [[1, [1]], [2, [2]]], [1, 2], [2], 'Camera b', 'Camera a', null]);
    expect(statSync(file).mode & 0o77).toBe(0);
  });

  it('is written all or not at all', () => {
    const { db } = open();
    put(db, rowOf(1, 'a'));
    const repeated = db.write((out) => {
      out.add(rowOf(2, 'b'));
      out.add(rowOf(3, 'a'));
    });
    expect(repeated).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    expect(valueOf(db.read((reads) => reads.cards(0, 10).length))).toBe(1);
    put(db, rowOf(2, 'b'));
  });

  it('holds nothing any more of what was taken out, once it was tidied', () => {
    const { db } = open();
    put(db, ...Array.from({ length: 400 }, (_, index) => rowOf(index + 1, `kept${index}`)), rowOf(500, 'withdrawn', { body: JSON.stringify(cameraNamed('withdrawn', { name: 'Cổng bí mật' })), texts: { name: 'cong zqxjwkv', address: '', rest: '' } }));
    valueOf(db.flush());
    expect(bytes()).toContain('qxjwkv');
    valueOf(db.write((out) => out.remove(500)));
    for (let more = true; more; ) more = valueOf(db.tidy());
    valueOf(db.flush());
    expect([bytes().includes('qxjwkv'), bytes().includes('withdrawn')]).toEqual([false, false]);
    expect(valueOf(db.read((reads) => reads.rows('"kept7"').length + reads.rows('"camera"').length))).toBeGreaterThan(399);
  });

  it('is not called clean from the first write on until it is closed, also after a write that failed', () => {
    const first = open();
    put(first.db, rowOf(1, 'a'));
    first.db.close();
    const cleanNow = () => {
      const beside = new Database(file);
      const clean = beside.prepare("select value from meta where name = 'clean'").raw().get();
      beside.close();
      return clean;
    };
    expect(cleanNow()).toEqual(['1']);
    const { db } = open();
    expect(db.write((out) => out.add(rowOf(2, 'a'))).ok).toBe(false);
    expect(cleanNow()).toEqual(['1']);
    put(db, rowOf(2, 'b'));
    expect(cleanNow()).toEqual(['0']);
    db.close();
    expect(cleanNow()).toEqual(['1']);
  });

  it('of a newer console is left alone', () => {
    const { db } = open();
    db.close();
    const newer = new Database(file);
    newer.exec('pragma user_version = 99');
    newer.close();
    const before = readFileSync(file);
    expect(openDirectoryDb(file)).toMatchObject({ ok: false, error: { code: 'storage/newer-version' } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('that is no database is deleted and begun anew, and nothing of it stays beside it', () => {
    writeFileSync(`${file}.damaged`, 'of an earlier version');
    writeFileSync(file, 'x'.repeat(10_000));
    const { db, wasDamaged } = open();
    expect(wasDamaged).toBe(true);
    put(db, rowOf(1, 'a'));
    expect([existsSync(`${file}.damaged`), bytes().includes('xxxx')]).toEqual([false, false]);
  });

  it('with pages overwritten is found out: when it is opened, or when it is read', () => {
    const first = open();
    put(first.db, ...Array.from({ length: 2_000 }, (_, index) => rowOf(index + 1, `c${index}`)));
    first.db.close();
    const size = statSync(file).size;
    const handle = openSync(file, 'r+');
    for (let at = 4_096; at < size; at += 3 * 4_096) writeSync(handle, Buffer.alloc(4_096, 0xa5), 0, 4_096, at);
    closeSync(handle);
    const again = openDirectoryDb(file);
    if (!again.ok || again.value.wasDamaged) return expect([again.ok, existsSync(`${file}.damaged`)]).toEqual([true, false]);
    opened.push(again.value.db);
    const { db } = again.value;
    const reads = [db.read((all) => all.cards(0, 5_000)), db.read((all) => all.rows('"ba"*')), db.read((all) => Array.from({ length: 2_000 }, (_, row) => all.camera(row)))];
    expect(reads.some((read) => !read.ok && read.error.code === 'storage/damaged')).toBe(true);
  });

  it('that cannot be made is an error, not an exception', () => {
    expect(openDirectoryDb(path.join(folder, 'absent', 'directory.db'))).toMatchObject({ ok: false });
  });

  it('answers nothing more once it is closed', () => {
    const { db } = open();
    db.close();
    db.close();
    expect(db.read((reads) => reads.meta('etag'))).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
  });
});

describe('reading single cameras beside the process that writes', () => {
  it('sees what was written since, and what was taken out', () => {
    const { db } = open();
    put(db, rowOf(1, 'a'));
    const book = openCameraBook(file);
    expect([book?.get('a')?.name, book?.get('b')]).toEqual(['Camera a', undefined]);
    put(db, rowOf(2, 'b'));
    valueOf(db.write((out) => out.remove(1)));
    expect([book?.get('a'), book?.get('b')?.name]).toEqual([undefined, 'Camera b']);
    book?.close();
    book?.close();
    expect(book?.get('b')).toBeUndefined();
  });

  it('leaves out a record that cannot be read, and covers what its masks do not say', () => {
    const { db } = open();
    put(db, rowOf(1, 'a', { body: '{"id":' }), rowOf(2, 'b', { body: '{"id":"b"}' }), rowOf(3, 'c', { body: JSON.stringify({ ...cameraNamed('c'), masks: [{ id: 'm', corners: 'none' }], type: 'banana', tags: ['ok', 7], view: { bearingDeg: 10, angleDeg: 900, rangeM: 5 }, ptz: {} }) }));
    const book = openCameraBook(file);
    expect([book?.get('a'), book?.get('b'), book?.get('c')]).toEqual([undefined, undefined, { ...cameraNamed('c'), tags: ['ok'], masks: [WHOLE_PICTURE] }]);
    book?.close();
  });

  it('is not there without a file, nor with one that may not be read', () => {
    expect(openCameraBook(file)).toBeNull();
    writeFileSync(file, 'x'.repeat(5_000));
    const book = openCameraBook(file);
    expect(book?.get('a')).toBeUndefined();
    book?.close();
    chmodSync(file, 0o600);
  });
});
