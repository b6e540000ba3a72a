import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalSheet } from '@contract/domain/duty-sheet.ts';
import { mapHandover } from '../../../../../../main/vms/adapters/tier/duty-mapping.ts';
import { wireHandover, type WireHandover } from '../../../../../../main/vms/adapters/tier/duty-wire.schema.ts';
import { handoverWith } from '../../../../../builders/duty.ts';

/** A handover as a server sends it, with the digest of its own sheet. */
function sent(notes: string): WireHandover {
  const { sheet, ...handover } = handoverWith({ sheet: { ...handoverWith().sheet, notes } });
  const digest = createHash('sha256').update(canonicalSheet(sheet)).digest('hex');
  return wireHandover.parse({ ...handover, digest, sheet: { ...sheet, open: sheet.open.map(({ id, ...alarm }) => ({ alarmId: id, ...alarm })) } });
}

test('a sheet that fits its digest is read as it is', () => {
  expect(mapHandover(sent('Hai dòng\nở đây'))?.sheet).toEqual({ ...handoverWith().sheet, notes: 'Hai dòng\nở đây' });
});

test('a sheet that is another than the signed one is none', () => {
  const wire = sent('Hai dòng');
  expect(mapHandover({ ...wire, sheet: { ...wire.sheet, openTotal: 0 } })).toBeNull();
});

test('the digest is that of what was sent, though signs that hide text are not shown', () => {
  expect(mapHandover(sent('trước\u202esau'))?.sheet.notes).not.toContain('\u202e');
});
