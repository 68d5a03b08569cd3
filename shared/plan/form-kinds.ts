// What kinds of entry people make with forms, and what they and apps call them; and which field a kind is known by.
import { formNames } from './form-fields.js';

interface FormKind {
  readonly names: readonly string[];
  /** The field that says which one it is: what stands right behind the kind ("add contact Li Lei"). */
  readonly key: { readonly zh: string; readonly en: string };
}

const person = { zh: '姓名', en: 'name' };

export const formKinds = {
  contact: {
    names: ['联系人', '通讯录', '通讯录联系人', '手机联系人', 'contact', 'contacts', 'address book'],
    key: person,
  },
  address: {
    names: [
      ...['收货地址', '地址', '我的地址', '送货地址', '外卖地址', '配送地址', '收件地址', '地址簿', '地址管理'],
      ...['delivery address', 'shipping address', 'address', 'addresses', 'delivery addresses'],
    ],
    key: { zh: '地址', en: 'address' },
  },
  passenger: {
    names: [
      ...['乘车人', '乘客', '旅客', '常用旅客', '乘机人', '常用乘车人', '出行人'],
      ...['passenger', 'passengers', 'traveller', 'traveler', 'travellers', 'travelers'],
    ],
    key: person,
  },
  guest: { names: ['入住人', '住客', '常用入住人', 'guest', 'guests'], key: person },
  invoice: {
    names: ['发票抬头', '抬头', '发票', 'invoice title', 'invoice header'],
    key: { zh: '公司名称', en: 'company name' },
  },
} as const satisfies Record<string, FormKind>;

export type FormKindId = keyof typeof formKinds;

/** The kind that goes by these words, if it is one of those that everybody knows. */
export function formKindOf(what: string): FormKindId | undefined {
  const said = what.trim().toLowerCase();
  const ids = Object.keys(formKinds) as FormKindId[];
  return ids.find((id) => (formKinds[id].names as readonly string[]).includes(said));
}

/** What such entries may be called: its own name alone when the kind is not known. */
export function formKindNames(what: string): readonly string[] {
  const id = formKindOf(what);
  return id === undefined ? [what.trim()] : [...new Set([what.trim(), ...formKinds[id].names])];
}

/** Whether a field of this name tells the entries of a kind apart. */
export function isKeyField(what: string, name: string): boolean {
  const { zh } = formKinds[formKindOf(what) ?? 'contact'].key;
  return formNames(zh).includes(name.trim().toLowerCase());
}
