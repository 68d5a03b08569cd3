// The article that is meant for the cart or the favourites: the first that is the thing, or the cheapest of all where that is
// asked for.
import { readBest } from '../reading/best.js';
import { withoutOne } from '../reading/portions.js';
import { findPrice } from './find-price.js';
import { type Article, openArticle } from './moves/open-article.js';
import { type Brief, failed, goalValue, type Outcome, type Skill } from './skill.js';

export function* chosenArticle(brief: Brief): Skill<Article | Outcome> {
  const item = withoutOne(goalValue(brief.goal, 'item'));
  const said = goalValue(brief.goal, 'best');
  if (said === '') return yield* openArticle(brief, item);
  const best = readBest(said);
  if (best?.measure !== 'price' || best.way !== 'least') {
    return failed('SUBTASK_FAILED', brief.say(`还不会按“${said}”挑选商品`, `Goods cannot be chosen by "${said}" yet`));
  }
  const found = yield* findPrice(brief);
  const [cheapest] = (found.kind === 'done' && found.values?.offers) || [];
  if (found.kind === 'done' && cheapest) return yield* openArticle(brief, item, cheapest);
  return found.kind === 'done' ? failed('SUBTASK_FAILED', found.text) : found;
}
