// A comparison of prices as a table: each shop's best offer, the cheapest marked, and what was found when the same goods were
// asked for before.
import type { PriceHistory } from '@farhand/cloud';
import type { Offer, TaskResult } from '@farhand/shared';
import { Section } from '../components/page.js';
import { Money, Time } from '../components/quantities.js';
import { type Column, Table } from '../components/table.js';
import { appName, useVocabulary } from '../vocabulary.js';
import './price-table.css';
import { stepKey } from './story.js';
import { t } from './words.js';

interface Priced {
  readonly subtaskId: string;
  readonly offer: Offer;
  readonly picture: string | undefined;
}

interface PriceTableProps {
  readonly result: TaskResult;
  readonly pictureOf: (key: string) => string | undefined;
}

/** Nothing where no offer was found. */
export function PriceTable({ result, pictureOf }: PriceTableProps) {
  useVocabulary();
  const rows = bestOffers(result, pictureOf);
  const cheapest = rows[0];
  if (!cheapest) return null;
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
      cell: ({ offer }) => (
        <>
          <strong>{appName(offer.app)}</strong>
          {offer.seller && <small>{offer.seller}</small>}
        </>
      ),
    },
    {
      key: 'price',
      title: t.price,
      isNumber: true,
      cell: ({ offer }) => (
        <span>
          <strong class="price">
            <Money of={offer.price} />
          </strong>
          {offer === cheapest.offer && rows.length > 1 && <span class="cheapest">{t.cheapest}</span>}
        </span>
      ),
    },
    { key: 'offer', title: t.offer, cell: ({ offer }) => offer.title },
    {
      key: 'conditions',
      title: t.conditions,
      cell: ({ offer: { listPrice, conditions } }) =>
        (listPrice || conditions.length > 0) && (
          <ul class="plain-list">
            {listPrice && (
              <li>
                {t.before}{' '}
                <s>
                  <Money of={listPrice} />
                </s>
              </li>
            )}
            {conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        ),
    },
    {
      key: 'seen',
      title: t.seen,
      cell: ({ subtaskId, offer: { step } }) => (
        <a href={`#step-${stepKey(subtaskId, step)}`}>{t.seenAt(subtaskId, step)}</a>
      ),
    },
  ];
  return (
    <Table
      caption={t.prices}
      columns={columns}
      rows={rows}
      rowKey={({ subtaskId }) => subtaskId}
      isMarked={({ offer }) => offer.price.minor === cheapest.offer.price.minor && rows.length > 1}
    />
  );
}

/** Each subtask's lowest price, the lowest of all first; a price in another currency is compared with none. */
function bestOffers(result: TaskResult, pictureOf: PriceTableProps['pictureOf']): Priced[] {
  return result.reports
    .flatMap(({ subtaskId, values }) => {
      const [offer] = [...(values?.offers ?? [])].sort((a, b) => a.price.minor - b.price.minor);
      return offer ? [{ subtaskId, offer, picture: pictureOf(stepKey(subtaskId, offer.step)) }] : [];
    })
    .sort((a, b) => a.offer.price.minor - b.offer.price.minor);
}

/** Lowest prices of earlier askings, oldest first, with a line through them. */
export function EarlierPrices({ found, taskId }: { found: PriceHistory['found']; taskId: string }) {
  useVocabulary();
  const points = found
    .flatMap(({ taskId: id, at, offers }) => {
      const [best] = [...offers].sort((a, b) => a.price.minor - b.price.minor);
      return best ? [{ id, at, best }] : [];
    })
    .reverse();
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
