// How each shop's sellers word a title, and what they call themselves.

import type { Random } from '../../random.js';
import { type Category, categoryOf } from './categories.js';
import type { Product, ShopId, Variant } from './model.js';

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function bothNames(product: Product): string {
  const { zh, en } = product.brand;
  return zh === en ? zh : `${en}/${zh}`;
}

/** The brand in front of a model name that does not begin with it already. */
function chineseName(product: Product): string {
  return product.name.startsWith(product.brand.zh) ? product.name : words(product.brand.zh, product.name);
}

function nounOf(product: Product): string {
  return product.name.includes(product.noun) ? '' : product.noun;
}

export function titleOfNew(shop: ShopId, product: Product, variant: Variant, random: Random): string {
  const praise = random.pick(categoryOf(product.category).praises);
  const noun = nounOf(product);
  switch (shop) {
    case 'taobao': {
      const name = product.name.startsWith(product.brand.zh) ? product.name : words(bothNames(product), product.name);
      const body = random.chance(0.5) ? words(name, variant.label, noun) : words(name, noun, variant.label);
      return random.chance(0.5) ? `【${praise}】${body}` : words(body, praise);
    }
    case 'jd': {
      const { zh, en } = product.brand;
      const maker = zh === en ? zh : `${zh}（${en}）`;
      return words(`${maker}${product.name}`, noun, variant.label, praise);
    }
    case 'pinduoduo': {
      const lead = random.chance(0.6) ? '【官方补贴】' : '';
      return lead + words(chineseName(product), variant.label, `${noun}全新`, praise);
    }
  }
}

export function titleOfUsed(product: Product, variant: Variant, random: Random): string {
  const state = random.pick(['【95新】二手', '【99新】二手', '【官翻】二手', '二手9成新']);
  return words(
    state,
    chineseName(product),
    variant.label,
    product.noun,
    random.pick(['实体店质检', '无拆无修', '成色靓']),
  );
}

export function titleOfAccessory(product: Product, noun: string, random: Random): string {
  const fit = random.pick(['适用于', '适用', '兼容']);
  return words(`${fit}${chineseName(product)}`, noun, random.pick(['配件', '新款', '厂家直销']));
}

const CITIES = ['杭州', '深圳', '广州', '上海', '成都', '北京', '武汉', '南京'];

export function sellerName(shop: ShopId, product: Product, random: Random, official: boolean): string {
  const { zh } = product.brand;
  const category: Category = categoryOf(product.category);
  const city = random.pick(CITIES);
  switch (shop) {
    case 'taobao':
      return official
        ? `${zh}官方旗舰店`
        : random.pick([`${city}${category.zh}专营店`, `${zh}${city}授权店`, `优选${category.zh}生活馆`]);
    case 'jd':
      return official
        ? `${zh}京东自营旗舰店`
        : random.pick([`${city}${category.zh}专营店`, `${zh}${category.zh}旗舰店`, `京选${city}优品店`]);
    case 'pinduoduo':
      return official
        ? `${zh}品牌旗舰店`
        : random.pick([`${city}${category.zh}工厂店`, `百亿补贴${category.zh}店`, `${city}好物优选`]);
  }
}
