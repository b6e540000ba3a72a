import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../../main/app/config.ts';

const origins = (text: string, flavour: 'release' | 'development' = 'release') => readConfig({ VONGLAU_TIER_URL: 'https://tier.example.vn', VONGLAU_WEB_ORIGINS: text }, flavour).config.webOrigins;

describe('the origins of web tiles', () => {
  it('are https origins, each once', () => {
    expect(origins(' https://thoitiet.example.vn ,https://a.example:8443,https://thoitiet.example.vn/, ')).toEqual(['https://thoitiet.example.vn', 'https://a.example:8443']);
  });

  it('are no addresses with more than an origin, nothing unencrypted, and no patterns', () => {
    expect(origins('http://a.example,https://a.example/path,https://u:p@a.example,https://a.example/?q,file:///etc,*,https://*.example,a.example,javascript:x')).toEqual([]);
  });

  it('are of this very machine without encryption only in development', () => {
    expect(origins('http://127.0.0.1:8080,http://localhost:3000,http://10.0.0.1', 'development')).toEqual(['http://127.0.0.1:8080', 'http://localhost:3000']);
    expect(origins('http://127.0.0.1:8080')).toEqual([]);
  });

  it('are none when nobody said so', () => {
    expect(readConfig({}).config.webOrigins).toEqual([]);
  });
});

describe('the folder of snapshots', () => {
  it('is the one that was agreed, when it is absolute', () => {
    expect(readConfig({ VONGLAU_SNAPSHOT_FOLDER: '/srv/anh-chup' }).config.snapshotFolder).toBe('/srv/anh-chup');
    expect(readConfig({ VONGLAU_SNAPSHOT_FOLDER: 'anh-chup' }).config.snapshotFolder).toBeNull();
    expect(readConfig({}).config.snapshotFolder).toBeNull();
  });
});

describe('the base map', () => {
  it('is the site’s own when one is set, else the bundled one', () => {
    expect(readConfig({ VONGLAU_MAP: 'https://map.example.vn/style.json' }).config.map).toEqual({ source: { kind: 'style', url: 'https://map.example.vn/style.json' }, origins: ['https://map.example.vn'] });
    expect(readConfig({}).config.map).toBeNull();
  });
});
