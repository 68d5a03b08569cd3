// The form of a contact, and the settings of Phone.
import * as ui from '../../toolkit/index.js';
import { spaced } from './people.js';
import { type Act, type Draft, nameOf, type PhoneState, type Routes } from './state.js';

const numberKinds = ['手机', '住宅', '工作', '其他'];

export function editPage(state: PhoneState, params: Routes['edit'], act: Act): ui.Body {
  const { draft } = params;
  const text = (key: Exclude<keyof Draft, 'id' | 'kind'>): ui.Bound<string> => ({
    value: draft[key],
    set: (value) => {
      draft[key] = value;
      params.changed = true;
    },
  });
  const leave = (): boolean => {
    if (params.changed !== true) return false;
    act.confirm('放弃修改？', '您所做的修改尚未保存。', '放弃', () => act.back());
    return true;
  };
  const canSave = draft.name.trim() !== '' && draft.number.trim() !== '';
  return {
    bar: {
      title: draft.id ? '编辑联系人' : '新建联系人',
      close: true,
      onBack: () => leave() || act.back(),
      actions: [ui.textAction('保存', () => save(state, draft, act), { enabled: canSave, color: '#0a84ff' })],
    },
    onBack: leave,
    content: [
      ui.field('name', text('name'), { name: '姓名', hint: '姓名' }),
      ui.field('company', text('company'), { name: '公司', hint: '公司' }),
      ui.field('number', text('number'), { name: '电话', hint: '电话号码' }),
      ui.row('kind', '号码类型', {
        value: draft.kind,
        arrow: true,
        onTap: () => act.pick('号码类型', numberKinds, ui.bind(draft, 'kind')),
      }),
      ui.field('email', text('email'), { name: '邮箱', hint: '电子邮件' }),
      ui.field('note', text('note'), { name: '备注', hint: '备注', lines: 4 }),
    ],
  };
}

export function settingsPage(state: PhoneState, _params: Routes['settings'], act: Act): ui.Body {
  return {
    bar: { title: '设置' },
    content: [
      ui.row('record', '自动通话录音', { control: ui.toggle(ui.bind(state.settings, 'record'), '自动通话录音') }),
      ui.row('vibrate', '接通时震动', { control: ui.toggle(ui.bind(state.settings, 'vibrate'), '接通时震动') }),
      ui.row('quiet', '拦截陌生来电', {
        note: '不在联系人中的号码不响铃',
        control: ui.toggle(ui.bind(state.settings, 'quietUnknown'), '拦截陌生来电'),
      }),
      ui.heading('黑名单'),
      state.blocked.length === 0 && ui.paragraph('黑名单是空的', { key: 'none', color: '#8a8d96' }),
      ...state.blocked.map((number) =>
        ui.row(`blocked:${number}`, nameOf(state, number), {
          note: spaced(number),
          control: ui.push('移出', () => {
            ui.remove(state.blocked, number);
            act.toast('已移出黑名单');
          }),
        }),
      ),
    ],
  };
}

/** Latin names sort by themselves; others, whose pinyin nobody gave, stand at the end. */
function save(state: PhoneState, draft: Draft, act: Act): void {
  const { id, kind, company, email, note } = draft;
  const name = draft.name.trim();
  const number = draft.number.replaceAll(/[\s-]/g, '');
  const known = state.contacts.find((other) => other.id === id);
  const pinyin = known?.name === name ? known.pinyin : /^[a-z]/i.test(name) ? name.toLowerCase() : `~${name}`;
  if (known)
    ui.set(known, { name, pinyin, company, email, note, numbers: [{ kind, number }, ...known.numbers.slice(1)] });
  else {
    state.contacts.push({
      id: `p${state.nextId}`,
      name,
      pinyin,
      numbers: [{ kind, number }],
      company,
      group: '',
      email,
      note,
      favourite: false,
    });
    state.nextId += 1;
  }
  act.toast('已保存');
  act.back();
}
