import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { pictureId, type PictureId } from '@contract/domain/units.ts';
import { decodeLayoutFile, encodeLayoutFile, FILE_LAYOUTS_MAX, type PortableLayout } from '../../../../../main/services/layouts/layout-file.ts';
import { layoutNamed } from '../../../../builders/fake-vms.ts';
import { cameraTiles, sequenceOf } from '../../../../builders/tiles.ts';

const image = Uint8Array.of(1, 2, 3, 4);
const picture: PictureId = pictureId(createHash('sha256').update(image).digest('hex'));
const plain: PortableLayout = { name: 'Ca sáng', arrangement: READY['2'], contents: cameraTiles('c1', null), locked: false };
const rich: PortableLayout = { name: 'Trực ban', arrangement: READY['4'], contents: [sequenceOf(10, 'c1', 'c2'), { kind: 'picture', picture }, { kind: 'web', url: 'https://thoitiet.example.vn/' }, { kind: 'text', text: 'Gọi 113' }], locked: true };

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const file = (over: object): Uint8Array => bytesOf({ format: 'vonglau-layouts', version: 1, layouts: [plain], pictures: {}, ...over });
const read = (bytes: Uint8Array) => {
  const decoded = decodeLayoutFile(bytes);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.value;
};

describe('a file of layouts', () => {
  it('brings back what was written, with the pictures', () => {
    const written = { layouts: [plain, rich], pictures: new Map([[picture, image]]) };
    expect(read(encodeLayoutFile(written))).toEqual({ ...written, skipped: 0 });
  });

  it('says nothing of the server, its owner, or who sees it', () => {
    const text = new TextDecoder().decode(encodeLayoutFile({ layouts: [layoutNamed('l1', { ownerId: 'p-secret', etag: 'e-secret' })], pictures: new Map() }));
    expect(text).not.toMatch(/secret|ownerId|etag|shared|"id"/);
  });

  it('leaves out what it cannot read, and says how much', () => {
    const bad = [null, 7, 'x', [], {}, { ...plain, name: '' }, { ...plain, arrangement: { columns: 99, rows: 1, tiles: [] } }, { ...plain, contents: [] }, { ...plain, contents: [{ kind: 'camera' }, null] }, { ...plain, contents: [{ kind: 'web', url: 'file:///etc/passwd' }, null] }];
    expect(read(file({ layouts: [plain, ...bad] }))).toMatchObject({ layouts: [plain], skipped: bad.length });
  });

  it('leaves out layouts beyond its limit', () => {
    expect(read(file({ layouts: Array.from({ length: FILE_LAYOUTS_MAX + 3 }, () => plain) }))).toMatchObject({ skipped: 3 });
  });

  it('leaves out pictures that no layout holds, that are not what they say, or that are too large', () => {
    const other = 'f'.repeat(64);
    const large = Buffer.alloc(2 * 1024 * 1024 + 1);
    const largeId = pictureId(createHash('sha256').update(large).digest('hex'));
    const holding = { ...rich, contents: [{ kind: 'picture', picture }, { kind: 'picture', picture: largeId }, { kind: 'picture', picture: other }, null] };
    const pictures = { [picture]: Buffer.from(image).toString('base64'), [other]: Buffer.from(image).toString('base64'), [largeId]: large.toString('base64'), ['0'.repeat(64)]: 'AAAA', junk: 'AAAA' };
    expect([...read(file({ layouts: [holding], pictures })).pictures.keys()]).toEqual([picture]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['no JSON', new TextEncoder().encode('{')],
    ['another format', file({ format: 'other' })],
    ['a later version', file({ version: 2 })],
    ['no list', file({ layouts: {} })],
    ['a very deep one', new TextEncoder().encode(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ])('that is %s is refused', (_, bytes) => {
    expect(decodeLayoutFile(bytes)).toMatchObject({ ok: false, error: { code: 'layout/file-unreadable' } });
  });

  it('of anybody, whatever is in it, gives layouts that can be shown, or is refused', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.array(fc.oneof(fc.jsonValue(), fc.record({ name: fc.string(), arrangement: fc.jsonValue(), contents: fc.array(fc.jsonValue()) }), fc.record({ name: fc.string(), arrangement: fc.constant(READY['2']), contents: fc.array(fc.oneof(fc.jsonValue(), fc.constant(null)), { minLength: 2, maxLength: 2 }) }))).map((layouts) => file({ layouts, pictures: JSON.parse('{"__proto__":"AAAA","constructor":1}') })),
    );
    fc.assert(
      fc.property(hostile, (bytes) => {
        const decoded = decodeLayoutFile(bytes);
        if (!decoded.ok) {
          expect(decoded.error.code).toBe('layout/file-unreadable');
          return;
        }
        for (const { arrangement, contents, name } of decoded.value.layouts) {
          expect(contents).toHaveLength(arrangement.tiles.length);
          expect(name.trim()).not.toBe('');
        }
        expect(Object.prototype).not.toHaveProperty('AAAA');
      }),
      { numRuns: 500 },
    );
  });
});
