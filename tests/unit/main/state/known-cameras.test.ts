import { describe, expect, it } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import { createKnownCameras } from '../../../../main/state/known-cameras.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';

describe('the cameras main may look up', () => {
  it('are read once, and again when they changed; a camera that is gone is not there', () => {
    const known = createKnownCameras();
    let reads = 0;
    let name = 'Cũ';
    known.setSource({ get: (id) => ((reads += 1), id === 'a' ? cameraNamed('a', { name }) : undefined), has: (id) => id === 'a' });
    expect([known.get('a')?.name, known.get('a')?.name, known.get('b'), reads]).toEqual(['Cũ', 'Cũ', undefined, 2]);
    expect([known.has('a'), known.has('b'), reads]).toEqual([true, false, 2]);
    name = 'Mới';
    known.forget([cameraId('a')]);
    expect(known.get('a')?.name).toBe('Mới');
    known.setSource(null);
    expect(known.get('a')).toBeUndefined();
  });

  it('tell who keeps some of them that they may have changed, until let go', () => {
    const known = createKnownCameras();
    let told = 0;
    const stop = known.onDidChange(() => (told += 1));
    known.setSource(null);
    expect(told).toBe(0);
    known.setSource({ get: () => undefined, has: () => false });
    known.forget(null);
    known.forget([cameraId('a')]);
    stop();
    known.forget(null);
    expect(told).toBe(3);
  });

  it('are gone when denied, whatever the disk says, until it is right again', () => {
    const known = createKnownCameras();
    const told: unknown[] = [];
    known.onDidChange((ids) => told.push(ids));
    const source = { get: (id: string) => cameraNamed(id), has: () => true };
    known.setSource(source);
    known.get('a');
    known.deny([cameraId('a')]);
    known.setSource(source);
    expect([known.get('a'), known.has('a'), known.has('b')]).toEqual([undefined, false, true]);
    known.believe();
    known.believe();
    expect([known.has('a'), told]).toEqual([true, [null, ['a'], null, ['a']]]);
  });

  it('are not all kept for ever', () => {
    const known = createKnownCameras();
    let reads = 0;
    known.setSource({ get: (id) => ((reads += 1), cameraNamed(id)), has: () => true });
    for (let number = 0; number < 4_001; number += 1) known.get(String(number));
    expect(reads).toBe(4_001);
    known.get('4000');
    expect(reads).toBe(4_001);
    known.get('0');
    expect(reads).toBe(4_002);
  });
});
