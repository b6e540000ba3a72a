import type { Log, LogFields } from '../../main/platform/log.ts';

/** A log that keeps its lines as `[event, fields]`. */
export function createRecordingLog(): Log & { readonly lines: readonly (readonly [string, LogFields])[] } {
  const lines: (readonly [string, LogFields])[] = [];
  const keep = (event: string, fields: LogFields = {}) => void lines.push([event, fields]);
  return { lines, info: keep, warn: keep, error: keep };
}
