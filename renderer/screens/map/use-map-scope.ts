import { useEffect, useMemo, useState } from 'react';
import type { CameraExtent, CameraScope } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useDirectoryVersion } from '../../commands/use-directory-version.ts';
import { asksSomething, hangsOnNow } from '../../state/selectors/camera-filter.ts';
import { useView } from '../../state/state-context.tsx';

export interface MapScope {
  /** Keeps its identity while it is the same. */
  readonly scope: CameraScope;
  /** Some cameras are left out. */
  readonly isPart: boolean;
  /** Of a part: how many cameras it holds, and where; null: not known yet. */
  readonly extent: CameraExtent | null;
}

/** The cameras that the map shows: those of the filters, and of the words it was opened with. */
export function useMapScope(): MapScope {
  const { finding } = useCommands();
  const text = useView((view) => view.map.words);
  const filter = useView((view) => view.query.filter);
  const scope = useMemo((): CameraScope => ({ text, filter }), [text, filter]);
  const isPart = asksSomething(scope);
  const [last, setLast] = useState<{ readonly of: CameraScope; readonly extent: CameraExtent } | null>(null);
  const version = useDirectoryVersion(isPart && hangsOnNow(filter));
  useEffect(() => {
    if (!isPart) return undefined;
    let isWanted = true;
    void finding.extent(scope).then((answer) => {
      if (isWanted && answer.ok) setLast({ of: scope, extent: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [finding, scope, isPart, version]);
  return { scope, isPart, extent: isPart && last?.of === scope ? last.extent : null };
}
