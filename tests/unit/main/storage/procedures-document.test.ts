import { expect, test } from 'vitest';
import { keptProceduresSchema } from '../../../../main/storage/documents/procedures.schema.ts';
import { FIRE } from '../../../builders/procedures.ts';

test('procedures come back from the disk as they were kept; a damaged one is left out alone', () => {
  const written: unknown = JSON.parse(JSON.stringify({ procedures: [FIRE, { ...FIRE, steps: [{ id: 'x' }] }, { ...FIRE, version: 4 }] }));
  expect(keptProceduresSchema.safeParse(written)).toMatchObject({ success: true, data: { procedures: [FIRE, { ...FIRE, version: 4 }] } });
});
