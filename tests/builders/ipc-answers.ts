import { streamId } from '@contract/domain/units.ts';
import { IPC_CONTRACT } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';
import type { RequestContract } from '@contract/ipc/request-contract.ts';

/** What main may answer, where its schema says more than that it is nothing, a list or a record. */
const ANSWERS: { readonly [N in RequestName]?: unknown } = {
  'session.signIn': { next: 'code' },
  'surface.openCamera': { tile: 0 },
  'media.open': { stream: streamId(1) },
  'layouts.save': { layout: 'l1', sync: 'stored' },
  'wall.find': { places: 2 },
  'scenes.save': { scene: 's1' },
  'layouts.exportFile': { saved: false, file: null },
  'layouts.importFile': { imported: 0, skipped: 0 },
  'layouts.importPicture': { picture: null },
  'media.replay': { stream: streamId(1), fromUtcMs: 0, untilUtcMs: 1 },
  'media.deskSource': { sourceId: 'tab:1' },
  'settings.setBaseMap': { outcome: 'used' },
  'surface.openMany': { shown: 1 },
  'surface.fillFrom': { shown: 1 },
  'directory.search': { ids: [], first: [], total: 0, near: 0 },
  'directory.facets': { facets: [] },
  'directory.cameras': { cameras: [] },
  'directory.number': { camera: null },
  'directory.unit': { ids: [], first: [] },
  'directory.watch': { unknown: [] },
  'directory.area': { items: [], total: 0 },
  'directory.places': { places: [] },
  'directory.more': { rights: [], history: [], viewers: null },
  'map.coverage': { areas: [], tooMany: false },
  'map.extent': { bounds: null, placed: 0, total: 0 },
  'groups.save': { group: 'g1' },
  'searches.save': { search: 's1' },
  'ptz.places': { presets: [], patrols: [] },
  'media.replayPast': { stream: streamId(1), fromUtcMs: 0, untilUtcMs: 1 },
  'sounds.add': { sound: null },
  'duty.signOff': { sharedAgain: 0, kept: 0 },
  'snapshot.save': { file: 'x.png', sha256: '0'.repeat(64) },
};

/** An answer the contract of a request takes. */
export function validAnswer(name: RequestName): unknown {
  const given = ANSWERS[name];
  if (given !== undefined) return given;
  const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
  const answer = [null, [], {}].find((candidate) => contract.output.safeParse(candidate).success);
  if (answer === undefined) throw new Error(`${name} needs an answer in ipc-answers.ts`);
  return answer;
}
