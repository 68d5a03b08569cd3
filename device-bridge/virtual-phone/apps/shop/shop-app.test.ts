import { beforeEach, describe, expect, test } from 'vitest';
import type { View } from '../../ui/view.js';
import { AppStage } from '../testing/app-stage.js';
import type { Listing } from './catalogue/model.js';
import { shopApp } from './shop-app.js';
import { JD } from './skins/jd/index.js';
import { PINDUODUO } from './skins/pinduoduo/index.js';
import { TAOBAO } from './skins/taobao/index.js';
import { type ShopState, ShopStore } from './store.js';
import { yuan } from './wording.js';

const SEED = 11;
const OFFER = /^(?:offer|ware|goods):([^/]+)$/;

describe.each([TAOBAO, JD, PINDUODUO])('$identity.label', (skin) => {
  const definition = shopApp(skin, SEED);
  const state = (): ShopState => definition.state() as ShopState;
  let stage: AppStage;

  beforeEach(() => {
    definition.reset(SEED);
    stage = new AppStage([definition]);
  });

  function search(query: string): void {
    stage.tap('home-search');
    stage.type(query);
    stage.submit();
  }

  function offersOnScreen(): View[] {
    return stage.views().filter((view) => OFFER.test(view.key));
  }

  function textsOf(view: View): string[] {
    const own = [view.text, view.contentDescription].filter((text) => text !== undefined);
    return [...own, ...(view.children ?? []).flatMap(textsOf)];
  }

  /** Scrolls the results down until `see` is satisfied or the end is reached. */
  function scrollThrough(see: () => boolean): void {
    while (!see() && stage.scroll('results', 1500)) stage.settle();
  }

  function openListing(wanted: (listing: Listing) => boolean): Listing {
    const listing = state().goods.find(wanted);
    if (!listing) throw new Error('the catalogue has no such listing');
    search(listing.title);
    const key = (): View | undefined => offersOnScreen().find((view) => view.key.endsWith(`:${listing.id}`));
    scrollThrough(() => key() !== undefined);
    const card = key();
    if (!card) throw new Error(`${listing.title} is not in the results`);
    card.onTap?.();
    stage.settle();
    return listing;
  }

  test('the search box on the front page is a button that leads to a focused field with the keyboard', () => {
    expect(stage.get('home-search').onText).toBeUndefined();
    stage.tap('home-search');
    expect(stage.get('search-field').focused).toBe(true);
    expect(stage.keyboardVisible).toBe(true);
    stage.type('mac mini');
    expect(stage.find('Mac mini M4')).toBeDefined();
    stage.tap('Mac mini M4');
    expect(stage.keyboardVisible).toBe(false);
    expect(offersOnScreen().length).toBeGreaterThan(1);
    expect(state().searches).toEqual(['Mac mini M4']);
  });

  test('results appear after a loading state', () => {
    stage.tap('home-search');
    stage
      .views()
      .find((view) => view.onText)
      ?.onText?.('iPhone 16');
    stage
      .views()
      .find((view) => view.onSubmit)
      ?.onSubmit?.();
    expect(stage.find('loading')).toBeDefined();
    expect(offersOnScreen()).toEqual([]);
    stage.settle();
    expect(stage.find('loading')).toBeUndefined();
    expect(offersOnScreen().length).toBeGreaterThan(0);
  });

  test('scrolling through the results shows every hit, and none a second time', () => {
    const expected = new ShopStore(skin.shop, SEED).search('iPhone 16').map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(12);
    search('iPhone 16');
    const seen = new Set<string>();
    let before = new Set<string>();
    scrollThrough(() => {
      const now = new Set(offersOnScreen().map((view) => view.key.replace(OFFER, '$1')));
      for (const id of now) {
        if (!before.has(id)) expect(seen.has(id), `${id} came back`).toBe(false);
        seen.add(id);
      }
      before = now;
      return false;
    });
    expect([...seen].toSorted()).toEqual(expected.toSorted());
  });

  test('a row and the detail page tell the price that the catalogue says', () => {
    const listing = openListing(
      ({ kind, soldOut, basePriceFen, finalPriceFen }) => kind === 'new' && !soldOut && finalPriceFen < basePriceFen,
    );
    const shown = stage
      .views()
      .flatMap((view) => [view.text ?? '', view.contentDescription ?? ''])
      .join('|');
    expect(shown).toContain(yuan(listing.finalPriceFen));
    expect(shown).toMatch(/到手价|券后/);
    expect(shown).toContain(listing.coupon?.label);
    expect(shown).toContain(listing.title);
    expect(state().viewed).toEqual([listing.id]);
  });

  test('a coupon that does not apply leaves the price alone', () => {
    const listing = openListing(
      ({ kind, soldOut, coupon, basePriceFen }) =>
        kind === 'new' && !soldOut && coupon !== undefined && coupon.thresholdFen > basePriceFen,
    );
    expect(listing.finalPriceFen).toBe(listing.basePriceFen);
    const shown = stage
      .views()
      .flatMap((view) => [view.text ?? '', view.contentDescription ?? ''])
      .join('|');
    expect(shown).not.toMatch(/到手价|券后/);
  });

  test('sold-out goods cannot be bought', () => {
    openListing(({ kind, soldOut }) => kind === 'new' && soldOut);
    expect(stage.find('buy-now')).toBeUndefined();
    const shown = stage.views().flatMap(textsOf).join('|');
    expect(shown).toMatch(/已售罄|无货/);
  });

  test('sorting by price puts the cheapest first, again the dearest', () => {
    search('iPhone 16');
    stage.tap('sort:price');
    const first = (): Listing | undefined => {
      const id = offersOnScreen()[0]?.key.replace(OFFER, '$1');
      return state().goods.find((listing) => listing.id === id);
    };
    const cheapest = first()?.finalPriceFen ?? 0;
    stage.tap('sort:price');
    const dearest = first()?.finalPriceFen ?? 0;
    expect(cheapest).toBeLessThan(dearest);
    expect(stage.get('sort:price').selected).toBe(true);
  });

  test('the filter leaves out what is not in stock', () => {
    search('iPhone 16');
    stage.tap('sort:filter');
    stage.tap('仅看有货');
    const seen = new Set<string>();
    scrollThrough(() => {
      for (const view of offersOnScreen()) seen.add(view.key.replace(OFFER, '$1'));
      return false;
    });
    for (const listing of state().goods) if (seen.has(listing.id)) expect(listing.soldOut).toBe(false);
    expect(seen.size).toBeGreaterThan(0);
  });

  test('a search without hits says so', () => {
    search('Zorblax 9000');
    expect(stage.find(skin.words.nothingFound)).toBeDefined();
    expect(offersOnScreen().length > 0).toBe(skin.recommendsWhenEmpty);
  });

  test('nothing is ordered before the order is submitted, nothing paid before six digits', () => {
    const listing = openListing(({ kind, soldOut }) => kind === 'new' && !soldOut);
    expect(state().checkout).toEqual([]);
    stage.tap('buy-now');
    expect(state().checkout.map(({ step }) => step)).toEqual(['confirmOpened']);
    expect(state().orders).toEqual([]);
    stage.tap('submit');
    expect(state().orders).toMatchObject([{ listingIds: [listing.id], status: 'unpaid' }]);
    expect(stage.app.secure?.()).toBe(true);
    for (const digit of '12345') stage.tap(`key:${digit}`);
    expect(state().orders[0]?.status).toBe('unpaid');
    stage.tap('key:6');
    expect(state().orders[0]?.status).toBe('paid');
    expect(state().checkout.at(-1)?.step).toBe('paid');
    expect(stage.app.secure?.()).toBe(false);
  });

  test('an article becomes a favourite by its heart, and is none any more by another touch', () => {
    const listing = openListing(({ kind, soldOut }) => kind === 'new' && !soldOut);
    const heart = (): View | undefined =>
      stage.views().find(({ contentDescription = '' }) => /收藏$/.test(contentDescription));
    heart()?.onTap?.();
    stage.settle();
    expect(state().favourites).toEqual([listing.id]);
    heart()?.onTap?.();
    expect(state().favourites).toEqual([]);
  });

  test('the cart keeps what was put into it and adds up what is checked', () => {
    const listing = openListing(({ kind, soldOut }) => kind === 'new' && !soldOut);
    stage.tap('add-to-cart');
    stage.tap('add-to-cart');
    stage.tap('detail-cart');
    expect(state().cart).toEqual([{ listingId: listing.id, quantity: 2, checked: true }]);
    expect(stage.get('cart-total').text).toContain(yuan(listing.finalPriceFen * 2));
    stage.tap(`cart:${listing.id}/check`);
    expect(stage.get('cart-total').text).toContain('¥0');
    stage.tap(`cart:${listing.id}/remove`);
    stage.tap('取消');
    expect(state().cart).toHaveLength(1);
    stage.tap(`cart:${listing.id}/remove`);
    stage.tap('确定');
    expect(state().cart).toEqual([]);
  });
});
