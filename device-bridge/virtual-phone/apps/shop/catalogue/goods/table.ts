// How the product tables are written down: one line per model, columns between bars, in this order:
//   id | popularity | brand zh/en | name in titles | English name | noun | shape | variants | further spoken names
// A variant is "label=usual price in yuan"; a single price stands for a product with one form. An empty English name
// repeats the name in titles.
import type { Brand, Popularity, Product, Variant } from '../model.js';

const COLUMNS = 9;

export function productTable(category: string, table: string): Product[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => product(category, line));
}

function product(category: string, line: string): Product {
  const cells = line.split('|').map((cell) => cell.trim());
  if (cells.length !== COLUMNS) throw new RangeError(`${cells.length} columns instead of ${COLUMNS}: ${line}`);
  const [id, popularity, brandNames, name, english, noun, shape, variants, also] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const brand = brandOf(brandNames);
  return {
    id,
    category,
    brand,
    name,
    noun,
    shape,
    popularity: Number(popularity) as Popularity,
    variants: list(variants, ';').map(variantOf),
    spokenNames: spokenNames(brand, name, english || name, list(also, ';')),
  };
}

function brandOf(names: string): Brand {
  const [zh = names, en = zh] = names.split('/');
  return { zh, en };
}

function variantOf(cell: string, index: number): Variant {
  const [label, price] = cell.includes('=') ? cell.split('=') : ['', cell];
  return { id: `v${index + 1}`, label: label ?? '', usualPriceFen: Math.round(Number(price) * 100) };
}

function list(cell: string, separator: string): string[] {
  return cell === '' ? [] : cell.split(separator).map((part) => part.trim());
}

function spokenNames(brand: Brand, name: string, english: string, also: readonly string[]): Product['spokenNames'] {
  const zh = [name, branded(brand.zh, name)];
  const en = [english, branded(brand.en, english)];
  for (const further of also) (isChinese(further) ? zh : en).push(further);
  return { zh: [...new Set(zh)], en: [...new Set(en)] };
}

function branded(brand: string, name: string): string {
  if (name.startsWith(brand)) return name;
  return isChinese(brand) ? `${brand}${gap(brand, name)}${name}` : `${brand} ${name}`;
}

function isChinese(text: string): boolean {
  return /[㐀-鿿]/.test(text);
}

/** Chinese runs together; a Latin neighbour is set off by a space. */
function gap(left: string, right: string): string {
  return /[A-Za-z0-9]$/.test(left) || /^[A-Za-z0-9]/.test(right) ? ' ' : '';
}
