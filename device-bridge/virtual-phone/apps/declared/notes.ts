// Notes: notes in folders, search, an editor that saves as one types, and a list of things to do.
import * as ui from '../toolkit/index.js';

interface Note {
  id: string;
  title: string;
  text: string;
  folder: string;
  pinned: boolean;
  /** Milliseconds since 1970. */
  editedAt: number;
}

interface Todo {
  id: string;
  text: string;
  done: boolean;
}

interface NotesState {
  notes: Note[];
  todos: Todo[];
  folders: string[];
  nextId: number;
}

interface Routes {
  home: { tab?: 'notes' | 'todos'; folder?: string; draft?: string };
  note: { id: string };
  search: { query?: string };
}

type Act = ui.Actions<Routes>;

/** Title, folder and text; slashes end lines. */
const samples = ui.table(`
周末采购清单 | 生活 | 牛奶 2 盒/鸡蛋 1 板/西红柿、黄瓜、小葱/洗衣液（补充装）/猫砂 10kg
北京出差安排 | 工作 | 周二 G102 08:00 上海虹桥 → 北京南/下午 14:00 客户评审，国贸三期 36 层/周三上午内部复盘/带身份证、转换头、样机两台
Wi-Fi 密码 | 生活 | 家里：TP-LINK_66C0，密码在路由器背面贴着/办公室访客网每周一更换，问前台
读书笔记：《置身事内》 | 读书 | 地方政府不只是提供公共服务，也是经济发展的参与者。/土地财政与城投公司是理解投资驱动的钥匙。
红烧肉做法 | 菜谱 | 五花肉冷水下锅焯水/冰糖炒糖色，小火/加热水没过肉，八角两个、桂皮一段、姜片/小火 50 分钟，大火收汁
季度目标 | 工作 | 1. 崩溃率降到 0.1% 以下/2. 首屏时间 P90 低于 1.2 秒/3. 招聘两名客户端工程师/4. 每周分享一次线上事故
妈妈的生日 | 生活 | 农历十月十八，今年是 11 月 26 日/想买：按摩仪或羊绒围巾/蛋糕提前三天订
番茄牛腩 | 菜谱 | 牛腩切块焯水；番茄去皮，一半炒烂一半后放/炖 1.5 小时，出锅前加盐
会议纪要 11-18 | 工作 | 参会：陈、李、王/结论：下周三前给出接口草案；老版本接口保留到明年三月/待办：补压测数据
想看的电影 | | 《完美的日子》《坠落的审判》《年会不能停！》《沙丘2》
牙医预约 | 生活 | 周四 18:30 瑞金路门诊 2 楼，带医保卡
《三体》摘抄 | 读书 | 给岁月以文明，而不是给文明以岁月。
健身计划 | 生活 | 周一 胸 + 三头/周三 背 + 二头/周五 腿/每次结束拉伸 10 分钟
装修尺寸 | 生活 | 客厅 4.2 × 5.6m/冰箱位 宽 92cm 深 70cm 高 185cm/洗衣机位 宽 62cm
`);
const todos = [
  '交物业费',
  '给车做保养',
  '回复李老师的邮件',
  '预约体检',
  '取快递（菜鸟驿站 3-2-1048）',
  '续费视频会员',
  '整理发票',
];
const all = '全部';
const weak = '#9a9da6';
const dayMs = 86_400_000;
/** 2026-11-22 17:00 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 22, 9);

function titleOf({ title, text }: Note): string {
  return title || text.split('\n')[0] || '无标题';
}

export const notes = ui.declareApp<NotesState, Routes>({
  identity: {
    packageName: 'com.miui.notes',
    label: '备忘录',
    mainActivity: 'com.miui.notes.ui.NotesListActivity',
    versionName: '6.3.2',
    versionCode: 632,
    icon: { glyph: 'note', hue: 40 },
  },
  palette: {
    brand: '#e09400',
    background: '#f7f7f7',
    bar: 'clear',
    radius: 14,
    titleAlign: 'left',
    buttons: 'rounded',
  },
  data: (random) => ({
    notes: random.sample(samples, samples.length).map(([title = '', folder = '', text = ''], index) => ({
      id: `n${index + 1}`,
      title,
      text: text.replaceAll('/', '\n'),
      folder,
      pinned: index === 3,
      editedAt: newestMs - index * dayMs - random.integer(0, 36_000_000),
    })),
    todos: random.sample(todos, 5).map((text, index) => ({ id: `t${index + 1}`, text, done: index > 3 })),
    folders: ['工作', '生活', '菜谱', '读书'],
    nextId: 100,
  }),
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'notes');
      const navigation = ui.navigation(tab, [
        ['notes', '笔记', 'note'],
        ['todos', '待办', 'check-square'],
      ]);
      const part = tab.value === 'notes' ? notesPart(state, params, act) : todosPart(state, params);
      return { navigation, list: tab.value, ...part };
    },

    note: (state, params, act) => {
      const note = state.notes.find(({ id }) => id === params.id);
      if (!note) return { bar: {}, content: [ui.nothing('note', '笔记不存在')] };
      const edited = (key: 'title' | 'text'): ui.Bound<string> => ({
        value: note[key],
        set: (text) => ui.set(note, { [key]: text, editedAt: act.now() }),
      });
      const leave = (): boolean => {
        if (note.title === '' && note.text === '') ui.remove(state.notes, note);
        else act.toast('笔记已保存');
        act.back();
        return true;
      };
      const ask = (): void =>
        act.confirm('删除笔记', '删除后可在最近删除中找回', '删除', () => {
          ui.remove(state.notes, note);
          act.back();
        });
      const edit = ui.dayText(ui.dayAt(note.editedAt));
      const info = `${edit} ${ui.timeAt(note.editedAt)} | ${note.text.length} 字${note.folder && ` | ${note.folder}`}`;
      const title = {
        hint: '标题',
        bare: true,
        sizeDp: 24,
        bold: true,
        lines: 3,
        onSubmit: () => act.focus('note-text'),
      };
      return {
        bar: { onBack: leave, actions: [ui.action('trash', '删除', ask), ui.action('check', '完成', leave)] },
        background: '#ffffff',
        onBack: leave,
        content: [
          ui.field('note-title', edited('title'), title),
          ui.paragraph(info, { sizeDp: 12.5, key: 'note-info', color: weak }),
          ui.field('note-text', edited('text'), { hint: '开始书写', bare: true, lines: 200, minLines: 12 }),
        ],
      };
    },

    search: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const wanted = query.value.trim();
      const found = wanted === '' ? [] : state.notes.filter(({ title, text }) => `${title}\n${text}`.includes(wanted));
      return {
        bar: { field: { key: 'note-search', text: query, hint: '搜索笔记' } },
        content: [
          wanted !== '' && found.length === 0 && ui.nothing('search', '没有找到相关笔记'),
          ...found.map((note) => noteCard(note, state, act)),
        ],
      };
    },
  },
});

function notesPart(state: NotesState, params: Routes['home'], act: Act): ui.Body {
  const folder = ui.bind(params, 'folder', all);
  const shown = state.notes
    .filter((note) => folder.value === all || note.folder === folder.value)
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.editedAt - a.editedAt);
  const add = (): void => {
    const id = `n${state.nextId}`;
    const own = folder.value === all ? '' : folder.value;
    state.nextId += 1;
    state.notes.push({ id, title: '', text: '', folder: own, pinned: false, editedAt: act.now() });
    act.go('note', { id }, 'note-title');
  };
  const addFolder = (): void =>
    act.prompt('新建文件夹', '', '文件夹名称', (name) => {
      if (name.trim() && !state.folders.includes(name.trim())) state.folders.push(name.trim());
    });
  const search = (): void => act.go('search', {}, 'note-search');
  const actions = [ui.action('search', '搜索笔记', search), ui.action('folder', '新建文件夹', addFolder)];
  return {
    bar: { title: '笔记', large: true, actions },
    pinned: [ui.chips('folder', [all, ...state.folders], folder, { clear: true, oneLine: true })],
    list: `notes ${folder.value}`,
    float: ui.action('plus', '新建笔记', add),
    content: [
      shown.length === 0 && ui.nothing('note', '没有笔记'),
      ui.paragraph(`${shown.length} 条笔记`, { sizeDp: 12.5, key: 'count', color: weak }),
      ...shown.map((note) => noteCard(note, state, act)),
    ],
  };
}

function noteCard(note: Note, state: NotesState, act: Act): ui.Block {
  const day = ui.dayAt(note.editedAt);
  const when = day === act.today() ? ui.timeAt(note.editedAt) : ui.dayText(day);
  const title = titleOf(note);
  const ask = (): void => act.confirm('删除笔记', `确定删除“${title}”吗？`, '删除', () => ui.remove(state.notes, note));
  const manage = (): void =>
    act.menu(title, [
      [note.pinned ? '取消置顶' : '置顶', () => ui.set(note, { pinned: !note.pinned })],
      ['移动到文件夹', () => act.pick('移动到', state.folders, ui.bind(note, 'folder'))],
      ['删除', ask],
    ]);
  return ui.card(`note:${note.id}`, title, {
    bold: true,
    note: note.text.replaceAll('\n', ' '),
    noteLines: 2,
    lines: [`${when}  ${note.folder}`.trim()],
    tags: note.pinned ? ['置顶'] : [],
    onTap: () => act.go('note', { id: note.id }),
    onLongPress: manage,
  });
}

function todosPart(state: NotesState, params: Routes['home']): ui.Body {
  const draft = ui.bind(params, 'draft', '');
  const add = (): void => {
    const text = draft.value.trim();
    if (text === '') return;
    state.todos.unshift({ id: `t${state.nextId}`, text, done: false });
    state.nextId += 1;
    draft.set('');
  };
  const open = state.todos.filter(({ done }) => !done);
  const done = state.todos.filter((todo) => todo.done);
  const line = (todo: Todo): ui.Block =>
    ui.card(`todo:${todo.id}`, todo.text, {
      faded: todo.done,
      lead: ui.check(ui.bind(todo, 'done')),
      control: ui.tap('trash', '删除待办', () => ui.remove(state.todos, todo)),
    });
  const clear = (): void => ui.set(state, { todos: open });
  return {
    bar: { title: '待办', large: true },
    content: [
      ui.field('todo-field', draft, { hint: '添加待办事项', onSubmit: add }),
      ui.bigButton('todo-add', '添加', add, { enabled: draft.value.trim() !== '' }),
      ...open.map(line),
      ui.row('todo-done', `已完成 ${done.length}`, { faded: true, control: ui.push('清空', clear) }),
      ...done.map(line),
    ],
  };
}
