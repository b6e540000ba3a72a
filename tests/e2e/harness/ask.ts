import type { Page } from 'playwright-core';
import { READY, type ReadyName } from '../../../contract/domain/arrangement.ts';
import { cameraContent } from '../../../contract/domain/tile-content.ts';
import { cameraId } from '../../../contract/domain/units.ts';

/** Makes a request as the desk's page would; throws when it is refused. */
export async function ask(desk: Page, name: string, input: unknown): Promise<unknown> {
  return desk.evaluate(
    async (asked) => {
      const requests: object = window.vonglau.requests;
      const request: unknown = Reflect.get(requests, asked.name);
      if (typeof request !== 'function') throw new Error(`there is no request ${asked.name}`);
      const answer: unknown = JSON.parse((await Reflect.apply(request, requests, [asked.input])) as string);
      if (typeof answer !== 'object' || answer === null || !('ok' in answer)) throw new Error(`${asked.name} was not answered`);
      if (answer.ok !== true) throw new Error(`${asked.name} was refused: ${JSON.stringify(answer)}`);
      return 'value' in answer ? answer.value : null;
    },
    { name, input },
  );
}

/** Fills the desk with cameras, as fast as they can be asked for. */
export async function fillDesk(desk: Page, ready: ReadyName, cameras: readonly { readonly id: string }[]): Promise<void> {
  await ask(desk, 'surface.clear', { surface: 'desk' });
  await ask(desk, 'surface.setArrangement', { surface: 'desk', arrangement: READY[ready] });
  for (const [tile, { id }] of cameras.entries()) await placeCamera(desk, tile, id);
}

export const placeCamera = (desk: Page, tile: number, camera: string): Promise<unknown> => ask(desk, 'surface.placeContent', { surface: 'desk', tile, content: cameraContent(cameraId(camera)) });
