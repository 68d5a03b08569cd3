// What can be told of a "done" where nobody else can check it: whether the app that it was to be done in is the one in front.
import { appById, appName, apps, type Intent, type Language, type Subtask } from '@farhand/shared';

/** They end in their app; others may end in the one that they led to. */
const endInTheirApp: ReadonlySet<Intent> = new Set([
  'open',
  'search',
  'ask',
  'add_to_cart',
  'favourite',
  'like',
  'follow',
  'order_food',
  'play',
  'navigate',
  'route',
  'ride',
  'ticket',
  'hotel',
  'alarm',
  'note',
  'fill_form',
  'send_message',
  'post',
]);

/** Why it cannot be done there, or nothing. `front` is a package; one that nobody knows by name says nothing. */
export function strayedFrom({ app: id, intent }: Subtask, front: string, language: Language): string | undefined {
  if (id === undefined || !endInTheirApp.has(intent)) return undefined;
  const wanted = appById(id);
  const shown = apps.find(({ packages }) => packages.includes(front));
  // One package may be several apps of the catalogue.
  if (!wanted || !shown || wanted.packages.includes(front)) return undefined;
  return `the app in front is ${appName(shown.id, language)}`;
}
