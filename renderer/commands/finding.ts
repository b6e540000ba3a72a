import type { Camera } from '@contract/domain/camera.ts';
import type { CameraMore } from '@contract/domain/camera-page.ts';
import type { CameraExtent, CameraFilter, CameraInArea, CameraQuery, CameraScope, FacetCount, FoundPlace, MapArea, MapBounds } from '@contract/domain/camera-query.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestInput } from '@contract/ipc/contract.ts';
import type { CameraBook } from '../state/camera-book.ts';

/** Cameras that fit a query, best first. */
export interface Found {
  readonly ids: readonly CameraId[];
  /** All that fit or come close, of which `ids` holds the first. */
  readonly total: number;
  /** How many at the end of `ids` only come close to what was typed. */
  readonly near: number;
}

/** The ground a camera sees. */
export interface SeenGround {
  readonly camera: CameraId;
  /** [lon, lat] */
  readonly corners: readonly (readonly [number, number])[];
}

/** Questions to the directory. Records that come with an answer are remembered by the window's book. Code directory/unavailable. */
export interface Finding {
  readonly search: (query: CameraQuery) => Promise<Result<Found>>;
  readonly facets: (query: CameraQuery) => Promise<Result<readonly FacetCount[]>>;
  /** The camera of a number; null: there is none. */
  readonly byNumber: (number: number) => Promise<Result<Camera | null>>;
  /** Own cameras of a unit, by number. */
  readonly ofUnit: (unit: UnitId) => Promise<Result<readonly CameraId[]>>;
  /** At most `most` (1..2,000) of them, those that come first. */
  readonly inArea: (area: MapArea, scope: CameraScope, most: number) => Promise<Result<{ readonly items: readonly CameraInArea[]; readonly total: number }>>;
  readonly places: (text: string) => Promise<Result<readonly FoundPlace[]>>;
  readonly more: (camera: CameraId) => Promise<Result<CameraMore>>;
  /** What of the map is in sight: its marks come by the slice `mapMarks`; null: no map is. */
  readonly look: (look: { readonly bounds: MapBounds; readonly zoom: number; readonly scope: CameraScope } | null) => Promise<Result<null>>;
  /** None, and `tooMany`, where more cameras are in bounds than it tells the ground of. */
  readonly coverage: (bounds: MapBounds, scope: CameraScope) => Promise<Result<{ readonly areas: readonly SeenGround[]; readonly tooMany: boolean }>>;
  readonly extent: (scope: CameraScope) => Promise<Result<CameraExtent>>;
}

type WireFilter = RequestInput<'directory.search'>['query']['filter'];
/** The same filter as the schema's type has it, whose lists are not readonly. */
const wireFilter = (filter: CameraFilter): WireFilter => structuredClone(filter) as WireFilter;
const wireScope = ({ text, filter }: CameraScope): RequestInput<'map.extent'>['scope'] => ({ text, filter: wireFilter(filter) });
export const wireQuery = ({ text, filter, order }: CameraQuery): RequestInput<'directory.search'>['query'] => ({ text, filter: wireFilter(filter), order });

const wireArea = (area: MapArea): RequestInput<'directory.area'>['area'] => {
  if (area.kind === 'polygon') return { ...area, corners: [...area.corners] };
  return area.kind === 'corridor' ? { ...area, line: [...area.line] } : area;
};

export function createFinding(requests: Bridge['requests'], book: Pick<CameraBook, 'epoch' | 'remember'>): Finding {
  return {
    search: async (query) => {
      const epoch = book.epoch();
      const answer = await requests['directory.search']({ query: wireQuery(query) });
      if (!answer.ok) return answer;
      const { first, ...found } = answer.value;
      book.remember(first, epoch);
      return ok(found);
    },
    facets: async (query) => {
      const answer = await requests['directory.facets']({ query: wireQuery(query) });
      return answer.ok ? ok(answer.value.facets) : answer;
    },
    byNumber: async (number) => {
      const epoch = book.epoch();
      const answer = await requests['directory.number']({ number });
      if (!answer.ok) return answer;
      if (answer.value.camera !== null) book.remember([answer.value.camera], epoch);
      return ok(answer.value.camera);
    },
    ofUnit: async (unit) => {
      const epoch = book.epoch();
      const answer = await requests['directory.unit']({ unit });
      if (!answer.ok) return answer;
      book.remember(answer.value.first, epoch);
      return ok(answer.value.ids);
    },
    inArea: async (area, scope, most) => {
      const epoch = book.epoch();
      const answer = await requests['directory.area']({ area: wireArea(area), scope: wireScope(scope), most });
      if (answer.ok) book.remember(answer.value.items.map(({ camera }) => camera), epoch);
      return answer;
    },
    places: async (text) => {
      const answer = await requests['directory.places']({ text });
      return answer.ok ? ok(answer.value.places) : answer;
    },
    more: (camera) => requests['directory.more']({ camera }),
    look: (look) => requests['map.look']({ look: look === null ? null : { bounds: look.bounds, zoom: look.zoom, scope: wireScope(look.scope) } }),
    coverage: (bounds, scope) => requests['map.coverage']({ bounds, scope: wireScope(scope) }),
    extent: (scope) => requests['map.extent']({ scope: wireScope(scope) }),
  };
}
