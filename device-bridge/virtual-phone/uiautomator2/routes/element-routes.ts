// Finding elements, reading them, and acting on them.
import type { Phone } from '../../device/phone.js';
import { centreOf, isEditField, type VisibleNode } from '../../device/visible-tree.js';
import { attributesOf } from '../attributes.js';
import type { Elements } from '../elements.js';
import { invalidArgument, invalidElementState, noSuchElement } from '../errors.js';
import { tapSettleMs } from '../gestures.js';
import type { Json, RouteRequest, Routes } from '../router.js';
import { findNodes } from '../selectors/find.js';

/** Other names that clients use for attributes. */
const attributeAliases: Record<string, string> = {
  name: 'content-desc',
  contentDescription: 'content-desc',
  className: 'class',
  resourceId: 'resource-id',
  longClickable: 'long-clickable',
};
/** Attributes that exist though a view may not have them. */
const optionalAttributes = new Set(['content-desc', 'resource-id', 'hint', 'selection-start', 'selection-end']);

export function elementRoutes(phone: Phone, elements: Elements): Routes {
  const element = (request: RouteRequest): VisibleNode => elements.resolve(request.param('id'));
  const focused = (): VisibleNode => {
    const field = phone.keys.focusedField();
    if (field === undefined) throw noSuchElement();
    return field;
  };
  const find = (body: Json): VisibleNode[] => {
    const context = typeof body.context === 'string' && body.context !== '' ? body.context : undefined;
    const locator = {
      strategy: String(body.strategy ?? body.using),
      selector: String(body.selector ?? body.value),
    };
    return findNodes(phone, locator, context === undefined ? undefined : elements.resolve(context));
  };
  return {
    'POST /element': ({ body }) => {
      const [first] = find(body);
      if (first === undefined) throw noSuchElement();
      return elements.reference(first);
    },
    'POST /elements': ({ body }) => find(body).map((node) => elements.reference(node)),
    'GET /element/active': () => elements.reference(focused()),
    'POST /element/:id/click': async (request) => {
      phone.touch.tap(centreOf(element(request)));
      await phone.clock.pause(tapSettleMs);
      return null;
    },
    'POST /element/:id/clear': (request) => {
      const node = element(request);
      if (!isEditField(node.view)) throw invalidElementState('Cannot clear an element that is not editable');
      node.view.onText?.('');
      return null;
    },
    'POST /element/:id/value': (request) => setText(phone, element(request), request.body),
    'POST /keys': ({ body }) => setText(phone, focused(), body),
    'GET /element/:id/text': (request) => attributesOf(element(request)).get('text') ?? '',
    'GET /element/:id/name': (request) => attributesOf(element(request)).get('content-desc') ?? null,
    'GET /element/:id/attribute/:name': (request) => readAttribute(element(request), request.param('name')),
    'GET /element/:id/rect': (request) => rectOf(element(request)),
    'GET /element/:id/location': (request) => {
      const { x, y } = rectOf(element(request));
      return { x, y };
    },
    'GET /element/:id/size': (request) => {
      const { width, height } = rectOf(element(request));
      return { width, height };
    },
    'GET /appium/element/:id/first_visible': (request) => {
      const [first] = element(request).children;
      if (first === undefined) throw noSuchElement();
      return elements.reference(first);
    },
  };
}

/** Through the accessibility action: any text at once. A trailing `\n`, spelled out, presses Enter. */
function setText(phone: Phone, node: VisibleNode, body: Json): null {
  const { view } = node;
  const value = String(body.text ?? '');
  if (!isEditField(view)) {
    throw invalidElementState(`Cannot set the element to '${value}'. Did you interact with the correct element?`);
  }
  const pressesEnter = value.endsWith('\\n');
  const text = phone.keyboard.received(pressesEnter ? value.slice(0, -2) : value, 'set');
  view.onText?.(body.replace === true ? text : (view.text ?? '') + text);
  if (pressesEnter) phone.keys.submit();
  return null;
}

function readAttribute(node: VisibleNode, name: string): string | null {
  const attribute = attributeAliases[name] ?? name;
  const value = attributesOf(node).get(attribute);
  if (value !== undefined) return value;
  if (optionalAttributes.has(attribute)) return null;
  throw invalidArgument(`'${name}' attribute is unknown for the element`);
}

function rectOf(node: VisibleNode): { x: number; y: number; width: number; height: number } {
  const [left, top, right, bottom] = node.visible.map(Math.round) as [number, number, number, number];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
