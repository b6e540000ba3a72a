// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERY_CAMERA } from '@contract/domain/camera-query.ts';
import { err, ok } from '@contract/domain/result.ts';
import { forceId, utcMs } from '@contract/domain/units.ts';
import { ONLY, type TierRecord } from '@contract/state/slices.ts';
import { MapScreen } from '../../../../../renderer/screens/map/map-screen.tsx';
import { alarmWith } from '../../../../builders/alarms.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { SIGHT } from '../../../../builders/fake-site-map.ts';
import { A, B, NINE, markOf, mapScene } from '../../../../builders/map-scene.tsx';

const scene = mapScene();
const { asked, person, settle, toldLast } = scene;

describe('the map', () => {
  it('tells main what is in sight, and that nothing is any more', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    expect(asked('map.look')).toEqual([{ look: { bounds: SIGHT.bounds, zoom: 14, scope: EVERY_CAMERA } }]);
    await scene.page.draw(null);
    expect(asked('map.look').at(-1)).toEqual({ look: null });
    expect(scene.map.isDestroyed()).toBe(true);
  });

  it('shows the marks main shares, and follows their changes', async () => {
    expect([...scene.map.marks.keys()]).toEqual(['ccamera-1', 'ccamera-2', 'k1']);
    await act(async () => {
      scene.page.show('mapMarks', [markOf(NINE[2] ?? cameraWith(3))]);
    });
    expect([...scene.map.marks.keys()]).toEqual(['ccamera-3']);
  });

  it('shows forces, alarms and units', async () => {
    await act(async () => {
      scene.page.show('forces', [{ id: forceId('f'), name: 'Tổ 1', kind: 'patrol', state: 'free', trail: [{ at: A, utcMs: utcMs(1_700_000_000_000) }] }]);
      scene.page.show('alarms', [alarmWith('a', { camera: NINE[0]?.id ?? null, priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(0) })]);
    });
    expect(toldLast('setForces')[0]).toMatchObject([{ properties: { label: 'Tổ 1' } }]);
    expect(toldLast('setAlarms')[0]).toMatchObject([{ properties: { label: 'Xâm nhập' } }]);
  });

  it('begins where the person left it, with the layers they chose', async () => {
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 16 }));
    await scene.page.click('button', 'Lớp bản đồ');
    await scene.page.click('label', 'Lực lượng');
    expect(toldLast('showLayer')).toEqual(['heat', false]);
    expect(scene.map.told).toContainEqual(['showLayer', 'forces', false]);
    await scene.page.draw(null);
    await scene.page.draw(<MapScreen createMap={scene.map.create} />);
    expect(scene.map.options().start).toEqual({ centre: SIGHT.centre, zoom: 16 });
    expect(scene.page.state.view.store.getState().map.layers.forces).toBe(false);
  });

  it('goes where another screen sends it', async () => {
    await act(async () => {
      scene.page.state.view.actions.showOnMap({ at: B, camera: NINE[3]?.id ?? null });
    });
    expect(toldLast('goTo')).toEqual([B, 17.5]);
    expect(scene.page.find('figure').getAttribute('aria-label')).toBe('Hình camera-4');
    expect(scene.page.state.view.store.getState().mapTarget).toBeNull();
  });

  it('asks for fields of view only while they are shown and near enough', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    expect(asked('map.coverage')).toEqual([]);
    await scene.page.click('button', 'Lớp bản đồ');
    await scene.page.click('label', 'Vùng quan sát');
    await settle();
    expect(asked('map.coverage')).toHaveLength(1);
    expect(toldLast('setCoverage')).toEqual([[[[105.8, 21], [105.81, 21], [105.8, 21.01], [105.8, 21]]]]);
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 10 }));
    expect(asked('map.coverage')).toHaveLength(1);
  });
});

describe('fields of view', () => {
  const tierOf = (directoryUtcMs: number, directoryTotal = 9): TierRecord => ({ id: ONLY, address: '', service: null, connection: { kind: 'online' }, clockOffsetMs: 0, directoryUtcMs: utcMs(directoryUtcMs), directoryTotal, directorySkipped: 0, directoryState: 'current' });
  const shown = async (): Promise<void> => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('button', 'Lớp bản đồ');
    await scene.page.click('label', 'Vùng quan sát');
    await settle();
  };
  const directoryIs = async (...of: Parameters<typeof tierOf>): Promise<void> => {
    await act(async () => {
      scene.page.show('tier', [tierOf(...of)]);
    });
    await settle();
  };
  const TOO_MANY = 'Quá nhiều camera trong tầm nhìn';

  it('are asked for again when the directory changes', async () => {
    await directoryIs(1);
    await shown();
    expect(asked('map.coverage')).toHaveLength(1);
    await directoryIs(1);
    expect(asked('map.coverage')).toHaveLength(1);
    await directoryIs(2);
    await directoryIs(2, 8);
    expect(asked('map.coverage')).toHaveLength(3);
  });

  it('go away when they can no longer be told', async () => {
    await shown();
    scene.page.answerFirst((name) => (name === 'map.coverage' ? err('directory/unavailable') : undefined));
    await directoryIs(2);
    expect(toldLast('setCoverage')).toEqual([[]]);
  });

  it('of too many cameras are not silently missing', async () => {
    let tooMany = false;
    scene.page.answerFirst((name) => (name === 'map.coverage' ? ok({ areas: [], tooMany }) : undefined));
    await person(({ onState }) => onState('ready'));
    await shown();
    expect(scene.page.place.textContent).not.toContain(TOO_MANY);
    tooMany = true;
    await directoryIs(2);
    expect(scene.page.find('[role="status"]', TOO_MANY).textContent).toContain('phóng gần hơn');
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 10 }));
    expect(scene.page.place.textContent).not.toContain(TOO_MANY);
  });
});
