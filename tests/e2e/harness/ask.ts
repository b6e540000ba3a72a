import type { Page } from 'playwright-core';
import { READY, type ReadyName } from '../../../contract/domain/arrangement.ts';
import { cameraContent } from '../../../contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE } from '../../../contract/domain/units.ts';
import { ask } from './asking.ts';

/** Fills the desk with cameras, as fast as they can be asked for. */
export async function fillDesk(desk: Page, ready: ReadyName, cameras: readonly { readonly id: string }[]): Promise<void> {
  await ask(desk, 'surface.clear', { surface: DESK_SURFACE });
  await ask(desk, 'surface.setArrangement', { surface: DESK_SURFACE, arrangement: READY[ready] });
  for (const [tile, { id }] of cameras.entries()) await placeCamera(desk, tile, id);
}

export const placeCamera = (desk: Page, tile: number, camera: string): Promise<unknown> => ask(desk, 'surface.placeContent', { surface: DESK_SURFACE, tile, content: cameraContent(cameraId(camera)) });
