import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RESOURCES } from '../../../renderer/i18n/resources.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
const GUIDE = path.join(DOCS, 'guide');
const PICTURES = path.join(DOCS, 'pictures', 'guide');
const LANGUAGES = ['vi', 'en'] as const;
const PICTURE_MAX_BYTES = 250_000;

interface Page {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

const pagesIn = (folder: string): readonly Page[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, file: path.join(folder, name), text: readFileSync(path.join(folder, name), 'utf8') }));
const GUIDES = LANGUAGES.map((language) => ({ language, pages: pagesIn(path.join(GUIDE, language)) }));
const EVERY_PAGE = [...GUIDES.flatMap(({ pages }) => pages), ...pagesIn(GUIDE)];

/** Links and pictures of a page, but for those of the web. */
const linksOf = ({ text }: Page): readonly string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^\w+:/.test(link));
const targetOf = ({ file }: Page, link: string): string => (link.startsWith('#') ? file : path.resolve(path.dirname(file), link.replace(/#.*/, '')));
/** Headings as links name them. */
const anchorsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replaceAll(' ', '-'));
function isThere(page: Page, link: string): boolean {
  const target = targetOf(page, link);
  const [, anchor] = link.split('#');
  return existsSync(target) && (anchor === undefined || anchorsIn(readFileSync(target, 'utf8')).includes(anchor));
}
const boldIn = ({ text }: Page): readonly string[] => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words);

/** Texts, their sentences, and what is left of each without the value or the remark at its end. */
function sentencesIn(words: unknown): readonly string[] {
  if (typeof words !== 'string') return words instanceof Object ? Object.values(words).flatMap(sentencesIn) : [];
  const sentences = [words, ...words.split(/(?<=[.:])\s/)].map((sentence) => sentence.replace(/[.:]$/, ''));
  return [...sentences, ...sentences.map((sentence) => sentence.replace(/\s*(\{\{\w+\}\}|\([^)]*\))$/, ''))];
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Whether the console says it: a button, a title, or one sentence of a longer text; a value in it stands as it is or as "…", and "…" at the end for how it goes on. */
function saidIn(language: (typeof LANGUAGES)[number]): (words: string) => boolean {
  const { cadence, cadenceWord } = RESOURCES[language].tiles;
  const sentences = [...sentencesIn(RESOURCES[language]), `${cadence} ${cadenceWord}`];
  const whole = new Set(sentences);
  const filled = sentences.filter((sentence) => sentence.includes('{{')).map((sentence) => new RegExp(`^${sentence.split(/\{\{\w+\}\}/).map(escaped).join('[^ ]+')}$`));
  return (words) => whole.has(words) || filled.some((sentence) => sentence.test(words)) || (words.endsWith('…') && sentences.some((sentence) => sentence.startsWith(words.slice(0, -1))));
}

describe('The operator guide', () => {
  it('has the same pages in both languages', () => {
    const [vi, en] = GUIDES.map(({ pages }) => pages.map(({ name }) => name));
    expect(vi?.length).toBeGreaterThan(10);
    expect(en).toEqual(vi);
  });

  it('leads nowhere that is not there', () => {
    expect(EVERY_PAGE.flatMap((page) => linksOf(page).filter((link) => !isThere(page, link)).map((link) => `${page.file}: ${link}`))).toEqual([]);
  });

  it('leads to each page from its first one', () => {
    for (const { pages } of GUIDES) {
      const index = pages.find(({ name }) => name === 'index.md');
      expect(pages.map(({ name }) => name).filter((name) => name !== 'index.md' && index?.text.includes(`](${name})`) !== true)).toEqual([]);
    }
  });

  it.each(GUIDES)('shows every picture taken for it, none too large ($language)', ({ language, pages }) => {
    const shown = new Set(pages.flatMap((page) => linksOf(page).map((link) => targetOf(page, link))));
    const pictures = readdirSync(path.join(PICTURES, language)).map((name) => path.join(PICTURES, language, name));
    expect(pictures.filter((file) => !shown.has(file))).toEqual([]);
    expect(pictures.filter((file) => statSync(file).size > PICTURE_MAX_BYTES)).toEqual([]);
  });

  it.each(GUIDES)('names buttons and sentences as the console writes them ($language)', ({ language, pages }) => {
    const isSaid = saidIn(language);
    expect(pages.flatMap((page) => boldIn(page).filter((words) => !isSaid(words)).map((words) => `${page.name}: ${words}`))).toEqual([]);
  });
});
