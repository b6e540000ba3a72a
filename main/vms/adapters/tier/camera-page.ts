import type { CameraMore, CameraViewer, StateChange } from '@contract/domain/camera-page.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { CameraPagePort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { mapRights, readRecords, textField } from './mapping.ts';
import { wireCameraMore, wireStateChange, wireViewer, type WireStateChange, type WireViewer } from './wire.schema.ts';

const HISTORY_MAX = 100;
const VIEWERS_MAX = 500;

export function createCameraPage(client: TierClient): CameraPagePort {
  return {
    more: async (camera) => {
      const answer = await client.read({ method: 'GET', path: `v1/cameras/${encodeURIComponent(camera)}/more` }, wireCameraMore);
      if (!answer.ok) return answer.error.detail === 'status 404' ? err('camera/unknown', { detail: answer.error.detail }) : answer;
      const { rights, history, viewers } = answer.value;
      const changes = readRecords(history, wireStateChange);
      const watching = viewers === undefined ? null : readRecords(viewers, wireViewer);
      client.skipped('state history', changes.skipped);
      client.skipped('viewers', watching?.skipped ?? 0);
      const more: CameraMore = {
        rights: mapRights(rights),
        history: changes.records.map(mapChange).sort((one, other) => other.sinceUtcMs - one.sinceUtcMs).slice(0, HISTORY_MAX),
        viewers: watching === null ? null : watching.records.map(mapViewer).slice(0, VIEWERS_MAX),
      };
      return ok(more);
    },
  };
}

const mapChange = (wire: WireStateChange): StateChange => ({ state: wire.state, sinceUtcMs: utcMs(wire.sinceUtcMs), ...textField('cause', wire.cause) });

const mapViewer = (wire: WireViewer): CameraViewer => ({ name: plainText(wire.name) || '–', ...textField('unitName', wire.unitName), sinceUtcMs: utcMs(wire.sinceUtcMs), place: wire.place });
