import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@contract/domain/error-code.ts';
import { ROLES } from '@contract/domain/person.ts';
import { TIERS } from '@contract/domain/tier.ts';
import { TILE_CAUSES, TILE_STATE_KINDS } from '@contract/domain/tile-state.ts';
import { EDIT_REFUSALS } from '@contract/domain/arrangement-edit.ts';
import { SHORTCUTS } from '../../../../renderer/commands/catalogue.ts';
import { DEEDS } from '../../../../renderer/screens/layout-editor/editor-model.ts';
import { RESOURCES } from '../../../../renderer/i18n/resources.ts';
import { createI18n } from '../../../../renderer/i18n/create-i18n.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** `namespace:a.b` -> text. */
const flat = (node: unknown, prefix: string): readonly (readonly [string, string])[] =>
  typeof node === 'string' ? [[prefix, node]] : Object.entries(node as Record<string, unknown>).flatMap(([key, value]) => flat(value, prefix.endsWith(':') ? prefix + key : `${prefix}.${key}`));
const textsOf = (language: 'vi' | 'en'): ReadonlyMap<string, string> => new Map(Object.entries(RESOURCES[language]).flatMap(([namespace, node]) => flat(node, `${namespace}:`)));

const vi = textsOf('vi');
const en = textsOf('en');
const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const sources = readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(root, 'renderer', file), 'utf8'))
  .join('\n');

describe('texts of the console', () => {
  it('are there in both languages under the same keys', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
  });

  it('take the same values in both languages', () => {
    for (const [key, text] of vi) expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('are never empty, and hold no markup', () => {
    for (const [key, text] of [...vi, ...en]) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/<[a-z/]/i);
    }
  });

  it('have a sentence for every error code and no other', () => {
    expect(Object.keys(RESOURCES.vi.errors).sort()).toEqual([...ERROR_CODES].sort());
    for (const code of ERROR_CODES) expect(RESOURCES.vi.errors[code]).toMatch(/\.$/);
  });

  it('name every state and cause of a tile, every role and every tier', () => {
    expect(Object.keys(RESOURCES.vi.tiles.word).sort()).toEqual([...TILE_STATE_KINDS].sort());
    expect(Object.keys(RESOURCES.vi.tiles.cause).sort()).toEqual([...TILE_CAUSES].sort());
    expect(Object.keys(RESOURCES.vi.common.role).sort()).toEqual([...ROLES].sort());
    expect(Object.keys(RESOURCES.vi.common.tier).sort()).toEqual([...TIERS].sort());
  });

  it('have words for every deed and refusal of the layout editor and every command of the keyboard', () => {
    expect(Object.keys(RESOURCES.vi.editor.done).sort()).toEqual([...DEEDS].sort());
    expect(Object.keys(RESOURCES.vi.editor.refused).sort()).toEqual([...EDIT_REFUSALS].sort());
    expect(Object.keys(RESOURCES.vi.editor.keys.command).sort()).toEqual([...new Set(SHORTCUTS.map(({ label }) => label.key))].sort());
  });

  it('have a line for every notice that main can show', () => {
    const kinds = /export type NoticeKey = ([^;]+);/.exec(readFileSync(path.join(root, 'main/app/notices.ts'), 'utf8'))?.[1] ?? '';
    const keys = [...kinds.matchAll(/'(\w+)'/g)].map(([, key]) => key ?? '');
    expect(keys.length).toBeGreaterThan(0);
    expect(Object.keys(RESOURCES.vi.notices)).toEqual(expect.arrayContaining(keys));
  });

  it('exist for every key the windows ask for', () => {
    const asked = [...sources.matchAll(/['`]((?:alarms|common|content|control|editor|errors|find|live|map|notices|ptz|signin|tiles|wall):[\w./-]+)/g)].map(([, key]) => key ?? '');
    expect(asked.length).toBeGreaterThan(80);
    // A key that ends in a dot or slash is the start of a family chosen at run time.
    for (const key of asked) expect([...vi.keys()].some((known) => (/[./]$/.test(key) ? known.startsWith(key) : known === key || known.startsWith(key))), key).toBe(true);
  });

  it('use no word that the glossary warns of', () => {
    const all = [...vi.values()].join('\n').toLowerCase();
    for (const wrong of ['máy ảnh', 'ghi âm', 'người chơi']) expect(all).not.toContain(wrong);
  });

  it('keep Vietnamese letters in one form', () => {
    for (const text of vi.values()) expect(text).toBe(text.normalize('NFC'));
  });

  it('show names as they are, without escaping', () => {
    expect(createI18n('vi').t('live:cameras.open', { ns: 'live', name: '<b>Ngã tư & chợ</b>' } as never)).toContain('<b>Ngã tư & chợ</b>');
  });
});
