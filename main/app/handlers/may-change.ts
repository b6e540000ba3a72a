import { err, ok, type Result } from '@contract/domain/result.ts';
import { DESK_SURFACE, type SurfaceId } from '@contract/domain/units.ts';
import type { RequestContext } from '../../ipc/router.ts';

/** The desk's own tiles need the right to view (the router asks for it); a monitor, which others see, the right over the wall. */
export const mayChange = (surface: SurfaceId, { person }: RequestContext): Result<null> => (surface === DESK_SURFACE || person?.rights.includes('wall.control') === true ? ok(null) : err('app/not-allowed'));
