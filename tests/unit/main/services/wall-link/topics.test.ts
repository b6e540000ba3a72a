import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESK_SURFACE, monitorKey, monitorSurface, nodeId } from '@contract/domain/units.ts';
import { readTopic, remoteOf, remoteSurface, wallTopics } from '../../../../../main/services/wall-link/topics.ts';

const topics = wallTopics('tp');
const node = nodeId('pc-2');
const key = monitorKey('d7');

describe('topics of a wall', () => {
  it('read back as what they were made for', () => {
    expect(readTopic('tp', topics.info(node))).toEqual({ kind: 'info', node });
    expect(readTopic('tp', topics.reports(node))).toEqual({ kind: 'reports', node });
    expect(readTopic('tp', topics.command(node))).toEqual({ kind: 'command', node });
    expect(readTopic('tp', topics.order(node, key))).toEqual({ kind: 'order', node, monitor: key });
    expect(readTopic('tp', topics.picked)).toEqual({ kind: 'picked' });
    expect(readTopic('tp', topics.numbers)).toEqual({ kind: 'numbers' });
  });

  it('of another wall, or made up, are none', () => {
    expect(readTopic('khac', topics.info(node))).toBeNull();
    for (const topic of ['vonglau/1/tp/nodes/a b/info', 'vonglau/1/tp/nodes/pc-2/info/more', 'vonglau/1/tp/nodes/pc-2/monitors/d7/order/x', 'vonglau/1/tp/picked/x', 'vonglau/2/tp/picked', '']) expect(readTopic('tp', topic)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => {
      expect(readTopic('tp', text)).toBeNull();
    }));
  });
});

describe('the monitor of another PC', () => {
  it('is known by its PC and its own key', () => {
    expect(remoteOf(remoteSurface(node, key))).toEqual({ node, monitor: key });
  });

  it('is never mistaken for one of this PC', () => {
    expect(remoteOf(DESK_SURFACE)).toBeNull();
    expect(remoteOf(monitorSurface(key))).toBeNull();
  });
});
