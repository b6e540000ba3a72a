import { TIERS, type TierService } from '@contract/domain/tier.ts';
import { layoutId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { Schema } from '@contract/ipc/request-contract.ts';
import { arrangementField, contentField } from '@contract/ipc/wall.schema.ts';
import { isId, isNumber, isOneOf, isText, type Fields } from '../fields.ts';
import { isFields } from './old-tiles.ts';

/** Layouts of one person on one server, and what that server said of itself, for when it is away. */
export interface LayoutsCache {
  /** Origin of the server (`https://host:port`), never with credentials. */
  readonly address: string;
  readonly service: TierService | null;
  readonly layouts: readonly Layout[];
}

const textOrNull = (value: unknown): string | null => (isText(value) ? value : null);

/** The records that can be read; of two with one id the first stays. */
function readAll<T extends { readonly id: string }>(input: unknown, read: (fields: Fields) => T | null): readonly T[] {
  if (!Array.isArray(input)) return [];
  const seen = new Set<string>();
  const records: T[] = [];
  for (const item of input as readonly unknown[]) {
    const record = isFields(item) ? read(item) : null;
    if (record === null || seen.has(record.id)) continue;
    seen.add(record.id);
    records.push(record);
  }
  return records;
}

function readLayout(fields: Fields): Layout | null {
  const { id, name, contents, shared, locked, ownerId, updatedUtcMs, sync } = fields;
  const arrangement = arrangementField.safeParse(fields['arrangement']);
  if (!isId(id) || !isText(name) || !arrangement.success || !Array.isArray(contents) || typeof shared !== 'boolean' || !isText(ownerId)) return null;
  if (!isNumber(updatedUtcMs, 0, Number.MAX_SAFE_INTEGER) || !isOneOf(sync, ['stored', 'waiting'] as const)) return null;
  const held: readonly unknown[] = contents;
  return {
    id: layoutId(id),
    name,
    arrangement: arrangement.data,
    contents: arrangement.data.tiles.map((_, index) => {
      const content = contentField.safeParse(held[index]);
      return content.success ? content.data : null;
    }),
    shared,
    locked: locked === true,
    ownerId,
    etag: textOrNull(fields['etag']),
    updatedUtcMs: utcMs(updatedUtcMs),
    sync,
  };
}

function readService(input: unknown): TierService | null {
  if (!isFields(input) || !isFields(input['name'])) return null;
  const { serverId, tier, capabilities } = input;
  const { vi, en } = input['name'];
  if (!isId(serverId) || !isOneOf(tier, TIERS) || !isText(vi) || !isText(en) || !Array.isArray(capabilities)) return null;
  return { serverId, tier, name: { vi, en }, capabilities: capabilities.filter(isText) };
}

/** Fails only when the document is not one at all; single layouts that cannot be read are left out. */
export const layoutsCacheSchema: Schema<LayoutsCache> = {
  safeParse: (input) => {
    if (!isFields(input) || !isText(input['address'])) return { success: false, error: { message: 'no cache of layouts' } };
    return { success: true, data: { address: input['address'], service: readService(input['service']), layouts: readAll(input['layouts'], readLayout) } };
  },
};
