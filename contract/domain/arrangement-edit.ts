import { isArrangement, overlaps, RASTER_MAX, TILES_MAX, type Arrangement, type TileRect } from './arrangement.ts';
import type { TileContent, TileContents } from './tile-content.ts';

/** A layout while it is drawn: tiles, and what they hold (as long as `arrangement.tiles`). */
export interface Draft {
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
}

/** Why a change was not made. Each has a sentence in `assets/locales/<lng>/editor.json` under `refused`. */
export const EDIT_REFUSALS = ['outside', 'partly-covered', 'taken', 'too-many-tiles', 'raster-too-fine', 'raster-too-small', 'last-tile', 'too-small', 'neighbour-too-small', 'one-tile', 'no-tile', 'nothing-changed'] as const;
export type EditRefusal = (typeof EDIT_REFUSALS)[number];
export type EditAnswer = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly why: EditRefusal };

export const TILE_EDGES = ['left', 'right', 'top', 'bottom'] as const;
export type TileEdge = (typeof TILE_EDGES)[number];

interface Held {
  readonly rect: TileRect;
  readonly content: TileContent | null;
}

const refused = (why: EditRefusal): EditAnswer => ({ ok: false, why });
const heldOf = ({ arrangement, contents }: Draft): readonly Held[] => arrangement.tiles.map((rect, index) => ({ rect, content: contents[index] ?? null }));

/** The last word: whatever an operation made is handed out only when it can be shown. */
function answer(raster: { readonly columns: number; readonly rows: number }, held: readonly Held[]): EditAnswer {
  if (held.length === 0) return refused('last-tile');
  if (held.length > TILES_MAX) return refused('too-many-tiles');
  const arrangement: Arrangement = { columns: raster.columns, rows: raster.rows, tiles: held.map(({ rect }) => rect) };
  return isArrangement(arrangement) ? { ok: true, draft: { arrangement, contents: held.map(({ content }) => content) } } : refused('outside');
}

const isOnRaster = ({ columns, rows }: Arrangement, rect: TileRect): boolean => isArrangement({ columns, rows, tiles: [rect] });
const covers = (outer: TileRect, inner: TileRect): boolean =>
  inner.column >= outer.column && inner.row >= outer.row && inner.column + inner.columns <= outer.column + outer.columns && inner.row + inner.rows <= outer.row + outer.rows;

/** The smallest rectangle around some. */
export function boundsOf(rects: readonly TileRect[]): TileRect | null {
  if (rects.length === 0) return null;
  const column = Math.min(...rects.map((rect) => rect.column));
  const row = Math.min(...rects.map((rect) => rect.row));
  const right = Math.max(...rects.map((rect) => rect.column + rect.columns));
  const bottom = Math.max(...rects.map((rect) => rect.row + rect.rows));
  return { column, row, columns: right - column, rows: bottom - row };
}

/**
 * A tile drawn over bare cells, or in place of the tiles it covers wholly: it takes the number of the first of them, and what that
 * held. A tile covered in part refuses.
 */
export function drawTile(draft: Draft, rect: TileRect): EditAnswer {
  if (!isOnRaster(draft.arrangement, rect)) return refused('outside');
  const held = heldOf(draft);
  const touched = held.filter((each) => overlaps(each.rect, rect));
  if (touched.some((each) => !covers(rect, each.rect))) return refused('partly-covered');
  const drawn: Held = { rect, content: touched.find(({ content }) => content !== null)?.content ?? null };
  const [first] = touched;
  if (first === undefined) return answer(draft.arrangement, [...held, drawn]);
  if (touched.length === 1 && covers(first.rect, rect)) return refused('nothing-changed');
  return answer(draft.arrangement, held.flatMap((each) => (each === first ? [drawn] : touched.includes(each) ? [] : [each])));
}

/** Makes one tile of several (bare cells between them are taken in); another tile in between refuses. */
export function mergeTiles(draft: Draft, indices: readonly number[]): EditAnswer {
  const { tiles } = draft.arrangement;
  const chosen = tiles.filter((_, index) => indices.includes(index));
  const bounds = boundsOf(chosen);
  if (bounds === null || chosen.length < 2) return refused('one-tile');
  if (tiles.some((tile) => overlaps(tile, bounds) && !chosen.includes(tile))) return refused('taken');
  return drawTile(draft, bounds);
}

const greatestCommon = (one: number, other: number): number => (other === 0 ? one : greatestCommon(other, one % other));

/** Factors that leave every cell whole; a fraction of them may be a hair off. */
const scaled = ({ rect, content }: Held, byColumns: number, byRows: number): Held => ({
  rect: { column: Math.round(rect.column * byColumns), row: Math.round(rect.row * byRows), columns: Math.round(rect.columns * byColumns), rows: Math.round(rect.rows * byRows) },
  content,
});

/** The same picture on the coarsest raster that holds it. */
export function coarsest(draft: Draft): Draft {
  const { columns, rows, tiles } = draft.arrangement;
  const byColumns = tiles.reduce((common, tile) => greatestCommon(greatestCommon(common, tile.column), tile.columns), columns);
  const byRows = tiles.reduce((common, tile) => greatestCommon(greatestCommon(common, tile.row), tile.rows), rows);
  const held = heldOf(draft).map((each) => scaled(each, 1 / byColumns, 1 / byRows));
  return { arrangement: { columns: columns / byColumns, rows: rows / byRows, tiles: held.map(({ rect }) => rect) }, contents: draft.contents };
}

/** The same picture on a raster so fine that a tile can be cut in `columns` x `rows`; null when none is fine enough. */
function refined(draft: Draft, index: number, columns: number, rows: number): Draft | null {
  const tile = draft.arrangement.tiles[index];
  if (tile === undefined) return null;
  const byColumns = columns / greatestCommon(tile.columns, columns);
  const byRows = rows / greatestCommon(tile.rows, rows);
  const raster = { columns: draft.arrangement.columns * byColumns, rows: draft.arrangement.rows * byRows };
  if (raster.columns > RASTER_MAX || raster.rows > RASTER_MAX) return null;
  const held = heldOf(draft).map((each) => scaled(each, byColumns, byRows));
  return { arrangement: { ...raster, tiles: held.map(({ rect }) => rect) }, contents: draft.contents };
}

/** Cuts a tile in equal parts; the first keeps what it held. The raster is made finer where its cells are too coarse. */
export function splitTile(draft: Draft, index: number, columns: number, rows: number): EditAnswer {
  if (draft.arrangement.tiles[index] === undefined) return refused('no-tile');
  const isWhole = Number.isInteger(columns) && Number.isInteger(rows) && columns >= 1 && rows >= 1 && columns <= RASTER_MAX && rows <= RASTER_MAX;
  if (!isWhole) return refused('raster-too-fine');
  if (columns * rows === 1) return refused('nothing-changed');
  if (draft.arrangement.tiles.length - 1 + columns * rows > TILES_MAX) return refused('too-many-tiles');
  const fine = refined(draft, index, columns, rows) ?? refined(coarsest(draft), index, columns, rows);
  const tile = fine?.arrangement.tiles[index];
  if (fine === null || tile === undefined) return refused('raster-too-fine');
  const part = { columns: tile.columns / columns, rows: tile.rows / rows };
  const parts = Array.from({ length: columns * rows }, (_, place): Held => {
    const rect = { column: tile.column + (place % columns) * part.columns, row: tile.row + Math.floor(place / columns) * part.rows, ...part };
    return { rect, content: place === 0 ? (fine.contents[index] ?? null) : null };
  });
  return answer(fine.arrangement, heldOf(fine).flatMap((each, place) => (place === index ? parts : [each])));
}

/** Moves one edge of a rectangle outwards by cells (inwards when negative). */
const withEdge = (rect: TileRect, edge: TileEdge, by: number): TileRect => {
  switch (edge) {
    case 'left':
      return { ...rect, column: rect.column - by, columns: rect.columns + by };
    case 'right':
      return { ...rect, columns: rect.columns + by };
    case 'top':
      return { ...rect, row: rect.row - by, rows: rect.rows + by };
    case 'bottom':
      return { ...rect, rows: rect.rows + by };
  }
};

const FACING: Readonly<Record<TileEdge, TileEdge>> = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };
/** Where an edge lies, counted outwards: further out is more. */
const reach = (rect: TileRect, edge: TileEdge): number => {
  switch (edge) {
    case 'left':
      return -rect.column;
    case 'right':
      return rect.column + rect.columns;
    case 'top':
      return -rect.row;
    case 'bottom':
      return rect.row + rect.rows;
  }
};
const isBeside = (outer: TileRect, inner: TileRect, edge: TileEdge): boolean => {
  if (reach(outer, edge) !== -reach(inner, FACING[edge])) return false;
  return edge === 'left' || edge === 'right' ? inner.row >= outer.row && inner.row + inner.rows <= outer.row + outer.rows : inner.column >= outer.column && inner.column + inner.columns <= outer.column + outer.columns;
};

/** Moves an edge outwards by cells (inwards when negative). Neighbours in the way shrink; neighbours along an edge that draws back follow it. */
export function resizeTile(draft: Draft, index: number, edge: TileEdge, by: number): EditAnswer {
  const tile = draft.arrangement.tiles[index];
  if (tile === undefined) return refused('no-tile');
  if (!Number.isInteger(by) || by === 0) return refused('nothing-changed');
  const wanted = withEdge(tile, edge, by);
  if (wanted.columns < 1 || wanted.rows < 1) return refused('too-small');
  if (!isOnRaster(draft.arrangement, wanted)) return refused('outside');
  const facing = FACING[edge];
  const held = heldOf(draft).map((each, place): Held => {
    if (place === index) return { ...each, rect: wanted };
    if (by < 0) return isBeside(tile, each.rect, edge) ? { ...each, rect: withEdge(each.rect, facing, -by) } : each;
    return overlaps(each.rect, wanted) ? { ...each, rect: withEdge(each.rect, facing, -(reach(wanted, edge) + reach(each.rect, facing))) } : each;
  });
  if (held.some(({ rect }) => rect.columns < 1 || rect.rows < 1)) return refused('neighbour-too-small');
  return answer(draft.arrangement, held);
}

/** Moves a tile by cells over bare ones. */
export function moveTile(draft: Draft, index: number, by: { readonly columns: number; readonly rows: number }): EditAnswer {
  const tile = draft.arrangement.tiles[index];
  if (tile === undefined) return refused('no-tile');
  if (by.columns === 0 && by.rows === 0) return refused('nothing-changed');
  const wanted = { ...tile, column: tile.column + by.columns, row: tile.row + by.rows };
  if (!isOnRaster(draft.arrangement, wanted)) return refused('outside');
  if (draft.arrangement.tiles.some((other, place) => place !== index && overlaps(other, wanted))) return refused('taken');
  return answer(draft.arrangement, heldOf(draft).map((each, place) => (place === index ? { ...each, rect: wanted } : each)));
}

/** Two tiles trade what they hold; numbers stay with their places. */
export function swapContents(draft: Draft, one: number, other: number): EditAnswer {
  const first = draft.contents[one];
  const second = draft.contents[other];
  if (first === undefined || second === undefined) return refused('no-tile');
  if (one === other || (first === null && second === null)) return refused('nothing-changed');
  return { ok: true, draft: { ...draft, contents: draft.contents.map((content, place) => (place === one ? second : place === other ? first : content)) } };
}

/** Takes tiles away; their cells stay bare. */
export function removeTiles(draft: Draft, indices: readonly number[]): EditAnswer {
  const left = heldOf(draft).filter((_, index) => !indices.includes(index));
  return left.length === draft.contents.length ? refused('no-tile') : answer(draft.arrangement, left);
}

/** Numbers row by row: by upper edge, then left edge. */
export function renumberByRows(draft: Draft): EditAnswer {
  const held = heldOf(draft);
  const sorted = [...held].sort((one, other) => one.rect.row - other.rect.row || one.rect.column - other.rect.column);
  return sorted.every((each, index) => each === held[index]) ? refused('nothing-changed') : answer(draft.arrangement, sorted);
}

/** Gives a tile another number (from 0); those between move up or down by one. */
export function renumber(draft: Draft, from: number, to: number): EditAnswer {
  const held = heldOf(draft);
  const moved = held[from];
  if (moved === undefined || held[to] === undefined) return refused('no-tile');
  if (from === to) return refused('nothing-changed');
  const others = held.filter((_, index) => index !== from);
  return answer(draft.arrangement, [...others.slice(0, to), moved, ...others.slice(to)]);
}

/**
 * Another raster. An axis on which all tiles keep whole cells is stretched; on any other, cells are added or taken at its end, and
 * a tile that would lose its place refuses.
 */
export function withRaster(draft: Draft, columns: number, rows: number): EditAnswer {
  const { arrangement } = draft;
  const isSize = (size: number): boolean => Number.isInteger(size) && size >= 1 && size <= RASTER_MAX;
  if (!isSize(columns) || !isSize(rows)) return refused('raster-too-fine');
  if (columns === arrangement.columns && rows === arrangement.rows) return refused('nothing-changed');
  const factor = (size: number, old: number, cells: readonly number[]): number => (cells.every((cell) => (cell * size) % old === 0) ? size / old : 1);
  const byColumns = factor(columns, arrangement.columns, arrangement.tiles.flatMap((tile) => [tile.column, tile.columns]));
  const byRows = factor(rows, arrangement.rows, arrangement.tiles.flatMap((tile) => [tile.row, tile.rows]));
  const made = answer({ columns, rows }, heldOf(draft).map((each) => scaled(each, byColumns, byRows)));
  return made.ok ? made : refused('raster-too-small');
}

/** Puts a content (or nothing) in a tile. */
export function withDraftContent(draft: Draft, index: number, content: TileContent | null): EditAnswer {
  if (draft.contents[index] === undefined) return refused('no-tile');
  return { ok: true, draft: { ...draft, contents: draft.contents.map((old, place) => (place === index ? content : old)) } };
}
