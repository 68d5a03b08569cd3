// Notes: a waterfall of notes, folders, search, an editor that saves as one types, and a list of things to do.
import {
  type Block,
  bigButton,
  card,
  check,
  chips,
  choices,
  dayAt,
  dayText,
  declareApp,
  field,
  nothing,
  paragraph,
  push,
  row,
  space,
  tap,
  timeAt,
} from '../toolkit/index.js';

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

const texts: readonly (readonly [title: string, text: string, folder: string])[] = [
  ['周末采购清单', '牛奶 2 盒\n鸡蛋 1 板\n西红柿、黄瓜、小葱\n洗衣液（补充装）\n猫砂 10kg', '生活'],
  [
    '北京出差安排',
    '周二 G102 08:00 上海虹桥 → 北京南\n下午 14:00 客户评审，国贸三期 36 层\n周三上午内部复盘\n带身份证、转换头、样机两台',
    '工作',
  ],
  ['Wi-Fi 密码', '家里：TP-LINK_66C0 / 在路由器背面贴着\n办公室访客网每周一更换，问前台', '生活'],
  [
    '读书笔记：《置身事内》',
    '地方政府不只是提供公共服务，也是经济发展的参与者。\n土地财政与城投公司是理解投资驱动的钥匙。',
    '读书',
  ],
  [
    '红烧肉做法',
    '五花肉冷水下锅焯水\n冰糖炒糖色，小火\n加热水没过肉，八角两个、桂皮一段、姜片\n小火 50 分钟，大火收汁',
    '菜谱',
  ],
  [
    '季度目标',
    '1. 崩溃率降到 0.1% 以下\n2. 首屏时间 P90 < 1.2s\n3. 招聘两名客户端工程师\n4. 每周分享一次线上事故',
    '工作',
  ],
  ['妈妈的生日', '农历十月十八，今年是 11 月 26 日\n想买：按摩仪 / 羊绒围巾\n蛋糕提前三天订', '生活'],
  ['番茄牛腩', '牛腩切块焯水；番茄去皮，一半炒烂一半后放\n炖 1.5 小时，出锅前加盐', '菜谱'],
  [
    '会议纪要 11-18',
    '参会：陈、李、王\n结论：下周三前给出接口草案；老版本接口保留到明年三月\n待办：补压测数据',
    '工作',
  ],
  ['想看的电影', '《完美的日子》《坠落的审判》《年会不能停！》《沙丘2》', ''],
  ['牙医预约', '周四 18:30 瑞金路门诊 2 楼，带医保卡', '生活'],
  ['《三体》摘抄', '给岁月以文明，而不是给文明以岁月。', '读书'],
  ['健身计划', '周一 胸 + 三头\n周三 背 + 二头\n周五 腿\n每次结束拉伸 10 分钟', '生活'],
  ['装修尺寸', '客厅 4.2 × 5.6m\n冰箱位 宽 92cm 深 70cm 高 185cm\n洗衣机位 宽 62cm', '生活'],
];
const todos = [
  '交物业费',
  '给车做保养',
  '回复李老师的邮件',
  '预约体检',
  '取快递（菜鸟驿站 3-2-1048）',
  '续费视频会员',
  '整理发票报销',
];
const all = '全部';
const dayMs = 86_400_000;
/** 2026-11-22, the day before the phone's usual one. */
const newestMs = Date.UTC(2026, 10, 22, 9);

function titleOf({ title, text }: Note): string {
  return title || text.split('\n')[0] || '无标题';
}

export const notes = declareApp<NotesState, Routes>({
  identity: {
    packageName: 'com.miui.notes',
    label: '备忘录',
    mainActivity: 'com.miui.notes.ui.NotesListActivity',
    versionName: '6.3.2',
    versionCode: 632,
    icon: { glyph: 'note', hue: 40 },
  },
  palette: {
    brand: '#f2a20c',
    accent: '#c77800',
    background: '#f7f7f7',
    bar: 'clear',
    cards: 'rounded',
    radius: 14,
    titleAlign: 'left',
    tabs: 'bold',
    buttons: 'rounded',
  },
  data: (random) => ({
    notes: random.sample(texts, texts.length).map(([title, text, folder], index) => ({
      id: `n${index + 1}`,
      title,
      text,
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
      const { tab = 'notes', folder = all } = params;
      const navigation = [
        {
          key: 'notes',
          text: '笔记',
          symbol: 'note',
          selected: tab === 'notes',
          onTap: () => {
            params.tab = 'notes' as const;
          },
        },
        {
          key: 'todos',
          text: '待办',
          symbol: 'check-square',
          selected: tab === 'todos',
          onTap: () => {
            params.tab = 'todos' as const;
          },
        },
      ];
      if (tab === 'todos')
        return { ...todoPage(state, params), navigation, list: 'todos', bar: { title: '待办', large: true } };
      const shown = state.notes
        .filter((note) => folder === all || note.folder === folder)
        .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.editedAt - a.editedAt);
      const add = (): void => {
        const id = `n${state.nextId}`;
        state.nextId += 1;
        state.notes.push({
          id,
          title: '',
          text: '',
          folder: folder === all ? '' : folder,
          pinned: false,
          editedAt: act.now(),
        });
        act.go('note', { id });
        act.focus('note-title');
      };
      const addFolder = (): void =>
        act.prompt('新建文件夹', '', '文件夹名称', (name) => {
          if (name.trim() && !state.folders.includes(name.trim())) state.folders.push(name.trim());
        });
      return {
        bar: {
          title: '笔记',
          large: true,
          actions: [
            {
              symbol: 'search',
              description: '搜索笔记',
              onTap: () => {
                act.go('search', {});
                act.focus('note-search');
              },
            },
            { symbol: 'folder', description: '新建文件夹', onTap: addFolder },
          ],
        },
        pinned: [
          chips(
            'folder',
            choices(all, ...state.folders),
            folder,
            (name) => {
              params.folder = name;
            },
            { clear: true },
          ),
        ],
        navigation,
        list: `notes ${folder}`,
        float: { symbol: 'plus', description: '新建笔记', onTap: add },
        content:
          shown.length === 0
            ? [nothing('note', '没有笔记')]
            : [
                paragraph(`${shown.length} 条笔记`, { sizeDp: 12.5, key: 'count', color: '#9a9da6' }),
                ...shown.map((note) =>
                  noteCard(
                    note,
                    act.today(),
                    () => act.go('note', { id: note.id }),
                    () => manage(note),
                  ),
                ),
              ],
      };
      function manage(note: Note): void {
        act.menu(titleOf(note), [
          {
            text: note.pinned ? '取消置顶' : '置顶',
            onTap: () => {
              note.pinned = !note.pinned;
            },
          },
          {
            text: '移动到文件夹',
            onTap: () =>
              act.pick('移动到', choices(...state.folders), note.folder, (name) => {
                note.folder = name;
              }),
          },
          {
            text: '删除',
            onTap: () =>
              act.confirm({
                title: '删除笔记',
                message: `确定删除“${titleOf(note)}”吗？`,
                ok: '删除',
                onOk: () => {
                  state.notes = state.notes.filter(({ id }) => id !== note.id);
                },
              }),
          },
        ]);
      }
    },

    note: (state, params, act) => {
      const note = state.notes.find(({ id }) => id === params.id);
      if (!note) return { bar: {}, content: [nothing('note', '笔记不存在')] };
      const edit = (change: Partial<Note>): void => {
        Object.assign(note, change, { editedAt: act.now() });
      };
      const isEmpty = note.title === '' && note.text === '';
      const remove = (): void => {
        state.notes = state.notes.filter(({ id }) => id !== note.id);
      };
      const leave = (): void => {
        if (isEmpty) remove();
        else act.toast('笔记已保存');
        act.back();
      };
      return {
        bar: {
          onBack: leave,
          actions: [
            {
              symbol: 'trash',
              description: '删除',
              onTap: () =>
                act.confirm({
                  title: '删除笔记',
                  message: '删除后可在最近删除中找回',
                  ok: '删除',
                  onOk: () => {
                    remove();
                    act.back();
                  },
                }),
            },
            {
              symbol: 'check',
              description: '完成',
              onTap: () => {
                act.blur();
                leave();
              },
            },
          ],
        },
        background: '#ffffff',
        onBack: () => {
          leave();
          return true;
        },
        content: [
          field({
            key: 'note-title',
            value: note.title,
            hint: '标题',
            bare: true,
            sizeDp: 24,
            bold: true,
            lines: 3,
            onChange: (title) => edit({ title }),
            onSubmit: () => act.focus('note-text'),
          }),
          paragraph(
            `${dayText(dayAt(note.editedAt))} ${timeAt(note.editedAt)} | ${note.text.length} 字${note.folder ? ` | ${note.folder}` : ''}`,
            { sizeDp: 12.5, key: 'note-info', color: '#9a9da6' },
          ),
          field({
            key: 'note-text',
            value: note.text,
            hint: '开始书写',
            bare: true,
            lines: 200,
            minLines: 12,
            onChange: (text) => edit({ text }),
          }),
        ],
      };
    },

    search: (state, params, act) => {
      const { query = '' } = params;
      const wanted = query.trim();
      const found = wanted === '' ? [] : state.notes.filter(({ title, text }) => `${title}\n${text}`.includes(wanted));
      return {
        bar: {
          field: {
            key: 'note-search',
            value: query,
            hint: '搜索笔记',
            onChange: (text) => {
              params.query = text;
            },
          },
        },
        content: [
          wanted !== '' && found.length === 0 && nothing('search', '没有找到相关笔记'),
          ...found.map((note) => noteCard(note, act.today(), () => act.go('note', { id: note.id }))),
        ],
      };
    },
  },
});

function noteCard(note: Note, today: string, onTap: () => void, onLongPress?: () => void): Block {
  const day = dayAt(note.editedAt);
  return card({
    key: `note:${note.id}`,
    title: titleOf(note),
    bold: true,
    note: note.text.split('\n').join(' '),
    noteLines: 2,
    lines: [`${day === today ? timeAt(note.editedAt) : dayText(day)}${note.folder ? `  ${note.folder}` : ''}`],
    tags: note.pinned ? ['置顶'] : [],
    onTap,
    onLongPress,
  });
}

function todoPage(state: NotesState, params: Routes['home']): { content: Block[] } {
  const { draft = '' } = params;
  const add = (): void => {
    if (draft.trim() === '') return;
    state.todos.unshift({ id: `t${state.nextId}`, text: draft.trim(), done: false });
    state.nextId += 1;
    params.draft = '';
  };
  const todoRow = (todo: Todo): Block =>
    card({
      key: `todo:${todo.id}`,
      title: todo.text,
      faded: todo.done,
      lead: check(todo.done, (done) => {
        todo.done = done;
      }),
      control: tap('trash', '删除待办', () => {
        state.todos = state.todos.filter(({ id }) => id !== todo.id);
      }),
    });
  return {
    content: [
      field({
        key: 'todo-field',
        value: draft,
        hint: '添加待办事项',
        onChange: (text) => {
          params.draft = text;
        },
        onSubmit: add,
      }),
      bigButton({ key: 'todo-add', text: '添加', enabled: draft.trim() !== '', onTap: add }),
      ...state.todos.filter(({ done }) => !done).map(todoRow),
      row({
        key: 'todo-done',
        title: `已完成 ${state.todos.filter(({ done }) => done).length}`,
        faded: true,
        control: push('清空', () => {
          state.todos = state.todos.filter(({ done }) => !done);
        }),
      }),
      ...state.todos.filter(({ done }) => done).map(todoRow),
      space('todo-end'),
    ],
  };
}
