// Resource ids of views, from their keys.
import type { View } from '../../ui/view.js';
import { hashText } from '../random.js';
import type { Look } from './look.js';

/** Gives views without a resource id one that follows from their key, as the look wants it. */
export function withIds(root: View, packageName: string, ids: Look['ids']): View {
  if (ids === 'none') return root;
  const children = root.children?.map((child) => withIds(child, packageName, ids));
  const name = root.resourceId === undefined ? idName(root.key, ids) : undefined;
  return { ...root, ...(children ? { children } : {}), ...(name ? { resourceId: `${packageName}:id/${name}` } : {}) };
}

const idNames = new Map<string, string>();

/** "shop:s12/title" gives "shop_title": what the view is, not which. */
function idName(key: string, ids: 'named' | 'shrunk'): string | undefined {
  const kind = key.replace(/:[^/]*/g, '');
  if (!/^[\w/-]+$/.test(kind)) return undefined;
  const known = idNames.get(`${ids} ${kind}`);
  if (known) return known;
  const name = ids === 'named' ? kind.replace(/[/-]/g, '_').toLowerCase() : `a${(hashText(kind) % 1296).toString(36)}`;
  idNames.set(`${ids} ${kind}`, name);
  return name;
}
