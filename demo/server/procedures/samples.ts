import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcedureContent } from '../../../contract/domain/procedure.ts';
import type { TierSchemas } from '../schemas.ts';
import { contentOf } from './wire.ts';

/** Where the samples are that go with the product. */
export const SAMPLES_DIR = join(import.meta.dirname, '../../../assets/procedures');

/** The procedures that go with the product, by the names of their files. Throws when one is not what the schema says. */
export function loadSamples(schemas: TierSchemas, folder = SAMPLES_DIR): ReadonlyMap<string, ProcedureContent> {
  const isFile = schemas.guard('ProcedureFile');
  const read = (name: string): ProcedureContent => {
    const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    if (!isFile(value)) throw new Error(`${name} is no file of a procedure`);
    return contentOf(value.procedure);
  };
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => [name.slice(0, -'.json'.length), read(name)]),
  );
}
