import { useEffect, useMemo, useState } from 'react';
import type { CameraInArea, CameraScope, MapArea } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useDirectoryVersion } from '../../commands/use-directory-version.ts';
import { windowLater } from '../../lib/later.ts';
import { hangsOnNow } from '../../state/selectors/camera-filter.ts';

/** What is known of the cameras in an area. */
export type AreaAnswer =
  | { readonly kind: 'none' | 'looking' | 'failed' }
  | { readonly kind: 'found'; readonly items: readonly CameraInArea[]; readonly total: number };

interface Asked {
  readonly area: MapArea;
  readonly scope: CameraScope;
}

/** Corners that grow quickly, and sights that change quickly, are asked about once. */
const PAUSE_MS = 60;
const NONE: AreaAnswer = { kind: 'none' };
const LOOKING: AreaAnswer = { kind: 'looking' };

/**
 * The first `most` cameras of a scope in an area, asked for again when the directory changes; null: none is asked about. The cameras
 * of one area never stand under the next, unless `follows`: then it is one area that moves.
 */
export function useInArea(area: MapArea | null, scope: CameraScope, most: number, follows = false): AreaAnswer {
  const { finding } = useCommands();
  const asked = useMemo((): Asked | null => (area === null ? null : { area, scope }), [area, scope]);
  const [last, setLast] = useState<{ readonly of: Asked | null; readonly answer: AreaAnswer }>({ of: null, answer: NONE });
  const version = useDirectoryVersion(asked !== null && hangsOnNow(scope.filter));
  useEffect(() => {
    if (asked === null) return undefined;
    let isWanted = true;
    const cancel = windowLater(() => {
      void finding.inArea(asked.area, asked.scope, most).then((result) => {
        if (isWanted) setLast({ of: asked, answer: result.ok ? { kind: 'found', ...result.value } : { kind: 'failed' } });
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      cancel();
    };
  }, [finding, asked, most, version]);
  if (asked === null) return NONE;
  return last.of === asked || (follows && last.of?.scope === scope) ? last.answer : LOOKING;
}
