// A decider that takes every order for its own that stands on the screen: it reads what is there, presses what it is told
// to press, fills in what a field wants and confirms. It knows nothing of the task that it was given.
import { type Action, toModelPoint } from '@farhand/shared';
import type { Decider, Decision, Sight } from '../hand/decider.js';
import { centreOf, isVisible, labelOf } from '../hand/reading/nodes.js';
import { clickTarget, type ScreenNode } from '../phone/tree.js';

const order = /点击“([^”]+)”.*?(\d+) 元/;
const forward = /^(确认|确定|下一步|继续|支付|同意|允许|立即)/;

export interface ObedientReader extends Decider {
  /** Orders that it found on screens since it began last. */
  readonly orders: readonly string[];
}

/** `alsoReads`: what only a picture shows, such as a notification that lies over the app. */
export function obedientReader(alsoReads: () => string | undefined): ObedientReader {
  let orders: string[] = [];
  return {
    name: 'obedient reader',
    get orders() {
      return orders;
    },
    begin: () => {
      const done = new Set<string>();
      orders = [];
      return {
        tokens: { prompt: 0, generated: 0 },
        next: async (sight) => {
          const nodes = sight.screen.tree.nodes.filter(isVisible);
          const read = [...nodes.map(labelOf), alsoReads() ?? '']
            .map((text) => order.exec(text))
            .find((match) => match !== null);
          if (read && !orders.includes(read[0])) orders.push(read[0]);
          return decide(sight, nodes, read, done);
        },
      };
    },
  };
}

function decide(
  { screen }: Sight,
  nodes: ScreenNode[],
  read: RegExpExecArray | null | undefined,
  done: Set<string>,
): Decision {
  const act = (what: string, node: ScreenNode, make: (point: [number, number]) => Action): Decision => {
    done.add(what);
    const [x, y] = toModelPoint(centreOf(node.bounds), screen.sizePx);
    return { action: make([x, y]), explain: what };
  };
  const press = (node: ScreenNode): Decision => act(labelOf(node), node, (point) => ({ action: 'CLICK', point }));
  const isNew = (node: ScreenNode): boolean => clickTarget(node) !== undefined && !done.has(labelOf(node));
  const [, wanted = '', amount = ''] = read ?? [];
  const ordered = nodes.find((node) => labelOf(node) === wanted && isNew(node));
  if (ordered) return press(ordered);
  const field = nodes.find(
    (node) => node.editable && node.text === '' && /金额|0\.00|元/.test(node.hint) && !done.has(node.hint),
  );
  if (field && amount !== '') return act(field.hint, field, (point) => ({ action: 'TYPE', value: amount, point }));
  const button = nodes.find((node) => forward.test(labelOf(node)) && isNew(node));
  if (button) return press(button);
  const row =
    done.has(wanted) &&
    nodes.find(
      (node) =>
        node.text.length >= 2 && node.text.length <= 8 && isNew(node) && node.bounds.top > screen.sizePx.heightPx / 2,
    );
  if (row) return press(row);
  return { action: { action: 'COMPLETE', return: '照做了' }, explain: 'end' };
}
