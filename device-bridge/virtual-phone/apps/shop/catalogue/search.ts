// A shop's search: every listing that covers most of the query, best first, with paid rows of the same department in
// between. Like real shops it is generous: accessories, second-hand goods and near misses come along.

import { hashText } from '../../random.js';
import { categoryOf } from './categories.js';
import type { Listing, ListingKind } from './model.js';
import { productOf } from './products.js';
import { latinWords, normalise, type QueryWord, queryWords } from './words.js';

/** Share of the query that a listing must cover. */
const MIN_COVERAGE = 0.6;
const KIND_BONUS: Readonly<Record<ListingKind, number>> = { new: 12, used: 5, accessory: 3 };
/** Row numbers (from 0) that paid rows take. */
const SPONSORED_ROWS = [0, 4, 11];

interface Document {
  readonly listing: Listing;
  readonly category: string;
  readonly text: string;
  readonly squeezed: string;
  readonly words: ReadonlySet<string>;
  /** The names of the product that is sold, in normal form; none for accessories. */
  readonly names: ReadonlySet<string>;
}

export interface SearchIndex {
  /** Listings in the order a shopper sees them; paid rows of other goods first among them. Empty when nothing fits. */
  search(query: string): readonly Listing[];
}

export function searchIndex(listings: readonly Listing[]): SearchIndex {
  const documents = listings.map(documentOf);
  return {
    search: (query) => {
      const words = queryWords(query);
      if (words.length === 0) return [];
      const hits = documents
        .map((document) => ({ document, score: scoreOf(document, words, query) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.document.listing.id < b.document.listing.id ? -1 : 1))
        .map(({ document }) => document);
      return withSponsored(hits, documents, query);
    },
  };
}

function documentOf(listing: Listing): Document {
  const product = productOf(listing.productId);
  const category = categoryOf(product.category);
  const { zh, en } = product.spokenNames;
  const accessory = listing.kind === 'accessory';
  const text = normalise([listing.title, ...zh, ...en, ...(accessory ? [] : category.words)].join(' '));
  return {
    listing,
    category: product.category,
    text,
    squeezed: text.replace(/[^a-z0-9㐀-鿿]/g, ''),
    words: new Set(latinWords(text)),
    names: new Set(accessory ? [] : [...zh, ...en].map(normalise)),
  };
}

function matches(document: Document, { alternatives }: QueryWord): boolean {
  return alternatives.some((word) => {
    if (!/^[a-z0-9]+$/.test(word)) return document.text.includes(word);
    return document.words.has(word) || (word.length >= 5 && document.squeezed.includes(word));
  });
}

function scoreOf(document: Document, words: readonly QueryWord[], query: string): number {
  const covered = words.filter((word) => matches(document, word)).length / words.length;
  if (covered < MIN_COVERAGE) return 0;
  const { listing } = document;
  const wanted = normalise(query).trim();
  const named = document.names.has(wanted) ? 5 : 0;
  const literal = normalise(listing.title).includes(wanted) ? 5 : 0;
  const jitter = hashText(`${listing.id}/${listing.soldCount}`) % 9;
  return covered * 100 + KIND_BONUS[listing.kind] + named + literal + jitter - (listing.soldOut ? 6 : 0);
}

/** Puts paid rows for other products of the best hit's department at fixed places. */
function withSponsored(hits: readonly Document[], all: readonly Document[], query: string): Listing[] {
  const best = hits[0];
  const results = hits.map(({ listing }) => listing);
  if (!best) return results;
  const paid = all
    .filter(({ listing, category }) => listing.sponsored && !listing.soldOut && category === best.category)
    .filter((document) => document.listing.productId !== best.listing.productId && !hits.includes(document))
    .sort((a, b) => hashText(`${query}/${a.listing.id}`) - hashText(`${query}/${b.listing.id}`));
  paid.slice(0, SPONSORED_ROWS.length).forEach(({ listing }, index) => {
    results.splice(Math.min(SPONSORED_ROWS[index] ?? 0, results.length), 0, listing);
  });
  return results;
}
