import { systemClock } from '../../../main/platform/clock.ts';
import { systemFiles } from '../../../main/platform/files.ts';
import { openSurfaces, withSurfacesOf } from '../../../main/storage/documents/surfaces.ts';
import { READY } from '../../../contract/domain/arrangement.ts';
import { cameraContent } from '../../../contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE } from '../../../contract/domain/units.ts';
import { emptySurface } from '../../../contract/domain/wall.ts';

/** Run by storage-kill.test.ts: saves one state of the wall after the other until it is killed, and prints each that save confirmed. */
const log = { info: () => {}, warn: () => {}, error: (event: string) => void process.stderr.write(`${event}\n`) };
const surfaces = openSurfaces({ files: systemFiles, folder: process.argv[2] ?? '', clock: systemClock, log });

async function writeOn(): Promise<void> {
  const loaded = await surfaces.load();
  if (!loaded.ok || loaded.value.quarantined > 0) throw new Error('not loaded whole');
  let count = Number(loaded.value.value.servers[0]?.surfaces[0]?.surface.layoutName ?? 0);
  process.stdout.write(`found ${count}\n`);
  for (;;) {
    count += 1;
    const contents = READY['16'].tiles.map((_, tile) => cameraContent(cameraId(`cam-${count}-${tile}`)));
    const surface = { ...emptySurface(DESK_SURFACE, READY['16']), contents, layoutName: String(count) };
    const saved = await surfaces.save(withSurfacesOf(loaded.value.value, 'server', [{ surface, memory: [] }]));
    if (!saved.ok) throw new Error(saved.error.code);
    process.stdout.write(`saved ${count}\n`);
  }
}
void writeOn();
