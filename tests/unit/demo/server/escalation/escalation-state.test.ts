import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEscalationState } from '../../../../../demo/server/escalation/escalation-state.ts';

function scene() {
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-escalation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'escalation.json');
  const said: string[] = [];
  return { file, said, open: () => openEscalationState(file, 'province', (line) => said.push(line)) };
}

test('contacts, keys and what waits for another tier survive a restart', async () => {
  const { said, open } = scene();
  const first = open();
  first.state.contacts = first.state.contacts.slice(0, 2);
  first.state.since.set('a-1', 5);
  first.state.outbox.set('x', { id: 'x', to: 'demo-bo', path: '/v1/links', payload: '{}' });
  await first.save();
  const { state } = open();
  expect([state.contacts.length, [...state.since], state.outbox.get('x')?.to, said]).toEqual([2, [['a-1', 5]], 'demo-bo', []]);
});

test.each([
  ['cut in the middle', '{"version":1,"contacts":['],
  ['without its maps', '{"version":1,"contacts":[],"plans":[]}'],
  ['with maps that are none', '{"version":1,"contacts":[],"plans":[],"notices":[1],"transfers":[],"since":[],"keys":[],"outbox":[]}'],
])('a file %s is set aside and said so, and the tier starts with what it began with', (_how, text) => {
  const { file, said, open } = scene();
  writeFileSync(file, text);
  const { state } = open();
  expect(state.contacts.length).toBeGreaterThan(2);
  expect([existsSync(`${file}.damaged`), said.length]).toEqual([true, 1]);
});
