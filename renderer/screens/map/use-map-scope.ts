import { useEffect, useMemo, useState } from 'react';
import type { CameraExtent, CameraScope } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useDirectoryVersion } from '../../commands/use-directory-version.ts';
import { asksSomething, hangsOnNow } from '../../state/selectors/camera-filter.ts';
import { useView } from '../../state/state-context.tsx';

/** What is known of where a part of the cameras is. `failed`: it could not be told; asked again when the directory changes. */
export type ScopeExtent = { readonly kind: 'looking' | 'failed' } | ({ readonly kind: 'found' } & CameraExtent);

export interface MapScope {
  /** Keeps its identity while it is the same. */
  readonly scope: CameraScope;
  /** Some cameras are left out. */
  readonly isPart: boolean;
  /** Of a part: how many cameras it holds, and where. */
  readonly extent: ScopeExtent;
}

const LOOKING: ScopeExtent = { kind: 'looking' };
const FAILED: ScopeExtent = { kind: 'failed' };

/** The cameras that the map shows: those of the filters, and of the words it was opened with. */
export function useMapScope(): MapScope {
  const { finding } = useCommands();
  const text = useView((view) => view.map.words);
  const filter = useView((view) => view.query.filter);
  const scope = useMemo((): CameraScope => ({ text, filter }), [text, filter]);
  const isPart = asksSomething(scope);
  const [last, setLast] = useState<{ readonly of: CameraScope; readonly extent: ScopeExtent } | null>(null);
  const version = useDirectoryVersion(isPart && hangsOnNow(filter));
  useEffect(() => {
    if (!isPart) return undefined;
    let isWanted = true;
    void finding.extent(scope).then((answer) => {
      if (!isWanted) return;
      // What was known before is nearer to the truth than nothing.
      setLast((now) => (answer.ok ? { of: scope, extent: { kind: 'found', ...answer.value } } : now?.of === scope && now.extent.kind === 'found' ? now : { of: scope, extent: FAILED }));
    });
    return () => {
      isWanted = false;
    };
  }, [finding, scope, isPart, version]);
  return { scope, isPart, extent: isPart && last?.of === scope ? last.extent : LOOKING };
}
