import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readKept, sharedWrites } from '../../../../demo/server/kept-state.ts';

interface Count {
  count: number;
}
const isCount = (value: unknown): value is Count => typeof value === 'object' && value !== null && 'count' in value && typeof value.count === 'number';

function scene() {
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'below', 'state.json');
  const told: string[] = [];
  return { file, told, read: () => readKept(file, isCount, () => void told.push('damaged')) };
}

test('what was written is read again; changes at the same time share a write, the newest of them', async () => {
  const { file, told, read } = scene();
  expect(read()).toBeNull();
  const state = { count: 0 };
  let asked = 0;
  const save = sharedWrites(file, () => {
    asked += 1;
    return JSON.stringify(state);
  });
  const saved: Promise<void>[] = [];
  for (let turn = 1; turn <= 20; turn += 1) {
    state.count = turn;
    saved.push(save());
  }
  await Promise.all(saved);
  expect([read(), asked, told]).toEqual([{ count: 20 }, 1, []]);
});

test.each(['{"count":', '', 'null', '{"count":"many"}'])('a file that holds %j is set aside and told of, and nothing is taken from it', (text) => {
  const { file, told, read } = scene();
  expect(read()).toBeNull();
  writeFileSync(file, text);
  expect(read()).toBeNull();
  expect([told, readFileSync(`${file}.damaged`, 'utf8'), existsSync(file)]).toEqual([['damaged'], text, false]);
});

test('a write that the disk refuses is told to who asked, and the next one is tried', async () => {
  const { file, read } = scene();
  read();
  let text = (): string => {
    throw new Error('no room');
  };
  const save = sharedWrites(file, () => text());
  await expect(save()).rejects.toThrow('no room');
  text = () => '{"count":1}';
  await save();
  expect(read()).toEqual({ count: 1 });
});
