// A comparison of prices as a table: each shop's best offer or that it has none, the cheapest marked, and what was found when
// the same goods were asked for before.
import type { PriceHistory, TaskStory } from '@farhand/cloud';
import { Section } from '../components/page.js';
import { Money, Time } from '../components/quantities.js';
import { type Column, Table } from '../components/table.js';
import { appName, useVocabulary } from '../vocabulary.js';
import './price-table.css';
import { stepKey } from './story.js';
import { t } from './words.js';

type ShopPrice = NonNullable<TaskStory['compared']>[number];

interface Priced extends ShopPrice {
  readonly picture: string | undefined;
}

interface PriceTableProps {
  readonly compared: readonly ShopPrice[];
  readonly pictureOf: (key: string) => string | undefined;
}

/** Nothing where no offer was found. */
export function PriceTable({ compared, pictureOf }: PriceTableProps) {
  useVocabulary();
  const rows: Priced[] = compared.map((shop) => ({
    ...shop,
    picture: shop.offer && pictureOf(stepKey(shop.subtaskId, shop.offer.step)),
  }));
  if (rows.every(({ offer }) => !offer)) return null;
  const hasPictures = rows.some(({ picture }) => picture !== undefined);
  const columns: Column<Priced>[] = [
    ...(hasPictures
      ? [
          {
            key: 'picture',
            title: '',
            cell: ({ picture }: Priced) => picture && <img class="price-picture" src={picture} alt="" />,
          },
        ]
      : []),
    {
      key: 'shop',
      title: t.shop,
      cell: ({ app, by, offer }) => (
        <div>
          <strong>{appName(app)}</strong>
          {by && <small>{by}</small>}
          {offer?.seller && <small>{offer.seller}</small>}
        </div>
      ),
    },
    {
      key: 'price',
      title: t.price,
      isNumber: true,
      cell: ({ offer, isCheapest }) =>
        offer ? (
          <span>
            <strong class="price">
              <Money of={offer.price} />
            </strong>
            {isCheapest && <span class="cheapest">{t.cheapest}</span>}
          </span>
        ) : (
          t.noPrice
        ),
    },
    {
      key: 'offer',
      title: t.offer,
      cell: ({ offer, text }) => (offer ? offer.title : <span class="without">{text}</span>),
    },
    {
      key: 'conditions',
      title: t.conditions,
      cell: ({ offer }) =>
        offer &&
        (offer.listPrice || offer.conditions.length > 0) && (
          <ul class="plain-list">
            {offer.listPrice && (
              <li>
                {t.before}{' '}
                <s>
                  <Money of={offer.listPrice} />
                </s>
              </li>
            )}
            {offer.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        ),
    },
    {
      key: 'seen',
      title: t.seen,
      cell: ({ subtaskId, offer }) =>
        offer && <a href={`#step-${stepKey(subtaskId, offer.step)}`}>{t.seenAt(subtaskId, offer.step)}</a>,
    },
  ];
  return (
    <Table
      caption={t.prices}
      columns={columns}
      rows={rows}
      rowKey={({ subtaskId }) => subtaskId}
      isMarked={({ isCheapest }) => isCheapest}
    />
  );
}

/** Lowest prices of earlier askings, oldest first, with a line through them. */
export function EarlierPrices({ found, taskId }: { found: PriceHistory['found']; taskId: string }) {
  useVocabulary();
  const points = found.flatMap(({ taskId: id, at, best }) => (best ? [{ id, at, best }] : [])).reverse();
  if (points.length < 2) return null;
  const lowest = Math.min(...points.map(({ best }) => best.price.minor));
  const highest = Math.max(...points.map(({ best }) => best.price.minor));
  const y = (minor: number) => 36 - ((minor - lowest) / Math.max(1, highest - lowest)) * 28;
  const x = (at: number) => 6 + (at / (points.length - 1)) * 228;
  return (
    <Section title={t.earlier}>
      <div class="earlier">
        <svg viewBox="0 0 240 44" role="img" aria-label={t.earlierIn}>
          <polyline points={points.map(({ best }, at) => `${x(at)},${y(best.price.minor)}`).join(' ')} />
          {points.map(({ id, best }, at) => (
            <circle key={id} cx={x(at)} cy={y(best.price.minor)} r={id === taskId ? 4 : 2.5} />
          ))}
        </svg>
        <ul class="plain-list">
          {[...points].reverse().map(({ id, at, best }) => (
            <li key={id}>
              {id === taskId ? (
                <Time at={at} />
              ) : (
                <a href={`/tasks/${id}`}>
                  <Time at={at} />
                </a>
              )}
              <span class="figures">
                <Money of={best.price} />
              </span>
              <span>{appName(best.app)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
