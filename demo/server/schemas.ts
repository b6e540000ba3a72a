import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { components } from '../../contract/tier-api/openapi.gen.ts';

const OPENAPI_FILE = join(import.meta.dirname, '../../contract/tier-api/openapi.yaml');
const OPENAPI_ID = 'tier-api';

type Schemas = components['schemas'];

/** Checks of the Tier API's own schemas, read from its description. */
export interface TierSchemas {
  /** The named component schema as a reference, for a route's `schema`. */
  readonly ref: (name: keyof Schemas) => { readonly $ref: string };
  /** Compiles a schema; `coerce` reads numbers from text (query strings). */
  readonly compile: (schema: object, coerce: boolean) => ValidateFunction;
  /** A guard for one component schema. */
  readonly guard: <Name extends keyof Schemas>(name: Name) => (value: unknown) => value is Schemas[Name];
}

/** Loads `openapi.yaml` and answers checks made from it. */
export function loadTierSchemas(): TierSchemas {
  const document: unknown = parse(readFileSync(OPENAPI_FILE, 'utf8'));
  if (typeof document !== 'object' || document === null) throw new Error(`${OPENAPI_FILE} is not an OpenAPI document`);
  const make = (coerceTypes: boolean): Ajv2020 => {
    const ajv = new Ajv2020({ strict: false, coerceTypes, useDefaults: coerceTypes, formats: { int64: true } });
    ajv.addSchema({ ...document, $id: OPENAPI_ID });
    return ajv;
  };
  const plain = make(false);
  const coercing = make(true);
  const ref = (name: keyof Schemas): { readonly $ref: string } => ({ $ref: `${OPENAPI_ID}#/components/schemas/${name}` });
  return {
    ref,
    compile: (schema, coerce) => (coerce ? coercing : plain).compile(schema),
    guard: (name) => plain.compile<Schemas[typeof name]>(ref(name)),
  };
}
