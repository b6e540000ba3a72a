import type { AdapterManifest } from './adapter.ts';
import { tierAdapter } from './adapters/tier/index.ts';

/** Every make the console speaks to. */
export const ADAPTERS: readonly AdapterManifest[] = [tierAdapter];

export const findAdapter = (kind: string): AdapterManifest | null => ADAPTERS.find((adapter) => adapter.kind === kind) ?? null;
