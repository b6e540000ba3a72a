import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWallConfig } from '../../../../main/app/wall-config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-wall-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};
const key = file('key', 'một khóa đủ dài cho cả tường, chung cho các máy\n');
const whole = { VONGLAU_WALL_BROKER: 'mqtts://broker.example:8883', VONGLAU_WALL_NAME: 'trung-tam', VONGLAU_WALL_KEY_FILE: key };
const problem = (environment: Readonly<Record<string, string>>, argv: readonly string[] = []) => {
  const config = readWallConfig(environment, argv);
  return config.kind === 'refused' ? config.problem : config.kind;
};

describe('what an installer says of a wall of several PCs', () => {
  it('is nothing on most PCs', () => {
    expect(readWallConfig({}, [])).toEqual({ kind: 'alone' });
  });

  it('makes a desk of a PC, or with --wall-node a part of the wall', () => {
    expect(readWallConfig(whole, [])).toMatchObject({ kind: 'joined', settings: { role: 'desk', wall: 'trung-tam' } });
    expect(readWallConfig(whole, ['--wall-node'])).toMatchObject({ kind: 'joined', settings: { role: 'node' } });
  });

  it('is refused with its reason when something is missing or unsafe', () => {
    expect(problem({}, ['--wall-node'])).toBe('address');
    expect(problem({ ...whole, VONGLAU_WALL_BROKER: 'không phải địa chỉ' })).toBe('address');
    expect(problem({ ...whole, VONGLAU_WALL_BROKER: 'http://broker.example' })).toBe('address');
    expect(problem({ ...whole, VONGLAU_WALL_BROKER: 'mqtts://ai:mat@broker.example' })).toBe('address');
    expect(problem({ ...whole, VONGLAU_WALL_BROKER: 'mqtt://broker.example:1883' })).toBe('insecure');
    expect(problem({ ...whole, VONGLAU_WALL_NAME: 'trung tâm/#' })).toBe('name');
    expect(problem({ ...whole, VONGLAU_WALL_KEY_FILE: path.join(folder, 'không có') })).toBe('key');
    expect(problem({ ...whole, VONGLAU_WALL_KEY_FILE: file('short', 'ngắn') })).toBe('key');
    expect(problem({ ...whole, VONGLAU_WALL_CA: path.join(folder, 'không có') })).toBe('ca');
    expect(problem({ ...whole, VONGLAU_WALL_PASSWORD_FILE: path.join(folder, 'không có') })).toBe('password');
  });

  it('may go unencrypted to a broker on the same PC', () => {
    expect(problem({ ...whole, VONGLAU_WALL_BROKER: 'mqtt://127.0.0.1:1883' })).toBe('joined');
  });
});
