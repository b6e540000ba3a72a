import { useEffect, useRef, useState } from 'react';
import type { CameraQuery } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { hangsOnNow } from '../state/selectors/camera-filter.ts';
import { useCommands } from './commands-context.tsx';
import type { Found } from './finding.ts';
import { useDirectoryVersion } from './use-directory-version.ts';

export interface FoundCameras {
  readonly ids: readonly CameraId[];
  readonly total: number;
  readonly near: number;
  /** Null: nothing was answered yet. */
  readonly of: CameraQuery | null;
  /** The directory could not answer. */
  readonly hasFailed: boolean;
}

const NOTHING: FoundCameras = { ids: [], total: 0, near: 0, of: null, hasFailed: false };

const isSame = (one: readonly CameraId[], other: readonly CameraId[]): boolean => one.length === other.length && one.every((camera, index) => camera === other[index]);

/** The cameras of a query, asked for again when the directory changes. One question at a time: of those that come meanwhile the last. Null: none is asked. */
export function useFound(query: CameraQuery | null): FoundCameras {
  const { finding } = useCommands();
  const [found, setFound] = useState<FoundCameras>(NOTHING);
  const version = useDirectoryVersion(query !== null && (query.order === 'since' || hangsOnNow(query.filter)));

  const wanted = useRef<CameraQuery | null>(null);
  const isAsking = useRef(false);
  useEffect(() => {
    wanted.current = query;
    // What was found for another text must not stand under the next one.
    if (query === null) setFound(NOTHING);
    const ask = async (): Promise<void> => {
      isAsking.current = true;
      while (wanted.current !== null) {
        const asked = wanted.current;
        wanted.current = null;
        const answer = await finding.search(asked);
        setFound((before) => taken(before, asked, answer.ok ? answer.value : null));
      }
      isAsking.current = false;
    };
    if (query !== null && !isAsking.current) void ask();
  }, [query, version, finding]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );
  return query === null ? NOTHING : found;
}

/** What is shown after an answer; a list that did not change keeps its identity. */
function taken(before: FoundCameras, of: CameraQuery, answer: Found | null): FoundCameras {
  // What was found for another query must not stand under this one.
  if (answer === null) return { ...(before.of === of ? before : NOTHING), of, hasFailed: true };
  return { ...answer, ids: isSame(before.ids, answer.ids) ? before.ids : answer.ids, of, hasFailed: false };
}
