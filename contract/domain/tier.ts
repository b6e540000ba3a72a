import type { AppError } from './result.ts';
import type { UtcMs } from './units.ts';

export const TIERS = ['ministry', 'province', 'commune', 'concentrator', 'traffic', 'ioc'] as const;
export type TierKind = (typeof TIERS)[number];

export interface TierService {
  readonly serverId: string;
  readonly tier: TierKind;
  readonly name: { readonly vi: string; readonly en: string };
  readonly capabilities: readonly string[];
}

/** How the console stands to its server. */
export type TierConnection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'offline'; readonly error: AppError; readonly sinceUtcMs: UtcMs };
