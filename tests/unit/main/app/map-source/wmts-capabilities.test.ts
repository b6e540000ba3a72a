import { describe, expect, it } from 'vitest';
import { readCapabilities } from '../../../../../main/app/map-source/wmts-capabilities.ts';
import { tileAddress, tilePlace } from '../../../../../main/app/map-source/tile-address.ts';

const matrix = (id: string, scale: number): string => `<TileMatrix><ows:Identifier>${id}</ows:Identifier><ScaleDenominator>${String(scale)}</ScaleDenominator><TileWidth>256</TileWidth></TileMatrix>`;
const SETS = `
  <TileMatrixSet><ows:Identifier>EPSG:4326</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::4326</ows:SupportedCRS>${matrix('a', 279541132)}</TileMatrixSet>
  <TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG:6.18.3:3857</ows:SupportedCRS>${matrix('web:1', 279541132.0143589)}${matrix('web:0', 559082264.0287178)}${matrix('odd', 100000)}${matrix('web:3', 69885283.00358972)}</TileMatrixSet>`;
const layer = (inside: string, sets = '<TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>'): string =>
  `<Layer><ows:Title>Nền &amp; đường</ows:Title><ows:Identifier>nen</ows:Identifier><Style isDefault="true"><ows:Identifier>ban ngay</ows:Identifier></Style><Format>image/png</Format>${sets}${inside}</Layer>`;
const REST = '<ResourceURL format="image/png" resourceType="tile" template="https://map.example.vn/wmts/nen/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png?a=1&amp;b=2"/>';
const KVP = '<ows:OperationsMetadata><ows:Operation name="GetFeatureInfo"><ows:Get xlink:href="https://wrong.example/?"/></ows:Operation><ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="https://map.example.vn/wmts?"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>';
const capabilities = (layers: string, operations = ''): string => `<?xml version="1.0"?><Capabilities xmlns:ows="x" version="1.0.0">${operations}<Contents>${layers}${SETS}</Contents></Capabilities>`;

const addressOf = (xml: string, z: string, x: string, y: string): string | null => {
  const read = readCapabilities(xml);
  const place = tilePlace(z, x, y);
  if (!read.ok || place === null) throw new Error('unreadable');
  return tileAddress(read.value, place);
};

describe('a WMTS', () => {
  it('is asked by its REST template, with the matrix of the zoom', () => {
    const read = readCapabilities(capabilities(layer(REST)));
    expect(read.ok && [read.value.title, read.value.matrices, read.value.maxzoom]).toEqual(['Nền & đường', ['web:0', 'web:1', null, 'web:3'], 3]);
    expect(addressOf(capabilities(layer(REST)), '3', '6', '4')).toBe('https://map.example.vn/wmts/nen/ban%20ngay/web/web%3A3/4/6.png?a=1&b=2');
  });

  it('is asked by key and value when it has no template', () => {
    expect(addressOf(capabilities(layer(''), KVP), '1', '1', '0')).toBe(
      'https://map.example.vn/wmts?service=WMTS&request=GetTile&version=1.0.0&layer=nen&style=ban%20ngay&format=image%2Fpng&tilematrixset=web&tilematrix=web%3A1&tilerow=0&tilecol=1',
    );
  });

  it('has no tile where it has no matrix', () => {
    expect(addressOf(capabilities(layer(REST)), '2', '1', '1')).toBeNull();
  });

  it('is passed over where a layer has no web Mercator, and the next one is taken', () => {
    const other = layer(REST, '<TileMatrixSetLink><TileMatrixSet>EPSG:4326</TileMatrixSet></TileMatrixSetLink>').replace('>nen<', '>khac<');
    const read = readCapabilities(capabilities(other + layer(REST)));
    expect(read.ok).toBe(true);
    expect(readCapabilities(capabilities(other))).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
  });

  it('may be broken or made to be slow', () => {
    expect(readCapabilities('').ok).toBe(false);
    expect(readCapabilities('<Contents><Layer>').ok).toBe(false);
    const startedMs = performance.now();
    expect(readCapabilities(`<Contents>${'<Layer><TileMatrixSet>'.repeat(100_000)}</Contents>`).ok).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});

describe('an address of a tile', () => {
  it('is made for each way of counting', () => {
    const place = { z: 3, x: 6, y: 2 };
    expect(tileAddress({ template: '/{z}/{x}/{y}' }, place)).toBe('/3/6/2');
    expect(tileAddress({ template: '/{z}/{x}/{-y}{ratio}' }, place)).toBe('/3/6/5');
    expect(tileAddress({ template: '{bbox-epsg-3857}' }, { z: 0, x: 0, y: 0 })).toBe('-20037508.342789,-20037508.342789,20037508.342789,20037508.342789');
  });

  it('is not made for tiles that cannot be', () => {
    expect(tilePlace('3', '8', '0')).toBeNull();
    expect(tilePlace('25', '0', '0')).toBeNull();
    expect(tilePlace('24', '0', '0')).toEqual({ z: 24, x: 0, y: 0 });
  });
});
