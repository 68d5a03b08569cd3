// For tests of skills: music, a telephone and a place to publish, which are none of the phone's own.
import {
  bigButton,
  bind,
  declareApp,
  field,
  figure,
  nothing,
  paragraph,
  playerBar,
  row,
  navigation as tabsOf,
  tile,
} from '../../virtual-phone/apps/toolkit/index.js';

const songs: readonly (readonly [string, string])[] = [
  ['晴天', '周杰伦'],
  ['晴天', '孙燕姿'],
  ['晴天娃娃', '刘若英'],
  ['七里香', '周杰伦'],
  ['Viva La Vida', 'Coldplay'],
];

/** Touched, it only says what it would cost. */
const membersOnly = '晴天娃娃';

interface MusicRoutes {
  home: Record<string, never>;
  search: { query?: string; done?: boolean };
}

export const music = declareApp<{ playing: string }, MusicRoutes>({
  identity: {
    packageName: 'com.tencent.qqmusic',
    label: 'QQ音乐',
    mainActivity: 'com.tencent.qqmusic.MainActivity',
    versionName: '13',
    versionCode: 13,
  },
  palette: { brand: '#31c27c', cards: 'flat', ids: 'none' },
  data: () => ({ playing: '' }),
  home: 'home',
  pages: {
    home: (_, __, act) => ({
      bar: { search: { hint: '搜索音乐', onTap: () => act.go('search', {}) } },
      content: [nothing('music', '今日推荐')],
    }),
    search: (state, params, act) => {
      const wanted = (params.query ?? '').trim().toLowerCase().split(' ');
      const list = params.done
        ? songs.filter(([title, by]) => wanted.every((word) => `${title} ${by}`.toLowerCase().includes(word)))
        : [];
      const [title = '', by = ''] = state.playing.split('/');
      return {
        bar: {
          field: {
            key: 'q',
            text: bind(params, 'query', ''),
            hint: '搜索歌曲、歌手',
            onSubmit: () => {
              params.done = true;
            },
          },
        },
        content:
          params.done && list.length === 0
            ? [nothing('search', '没有找到相关歌曲')]
            : list.map(([name, singer]) =>
                row(`song:${name}/${singer}`, name, {
                  note: singer,
                  onTap: () => {
                    if (name === membersOnly) act.toast('开通会员后播放');
                    else state.playing = `${name}/${singer}`;
                  },
                }),
              ),
        bottom:
          state.playing === ''
            ? []
            : [
                playerBar({
                  key: 'player',
                  title,
                  note: by,
                  art: tile('音', 150),
                  isPlaying: true,
                  onToggle: () => act.toast('已暂停'),
                }),
              ],
      };
    },
  },
});

const people: readonly (readonly [string, string])[] = [
  ['张三', '13800138000'],
  ['张三丰', '13900139000'],
  ['王医生', '01062345678'],
  ['老妈', '13600136000'],
  ['母亲', '13500135000'],
];

interface PhoneRoutes {
  home: { tab?: 'keys' | 'people'; number?: string; query?: string };
  person: { name: string; number: string };
  ringing: { name: string };
}

export const telephone = declareApp<{ called: string[] }, PhoneRoutes>({
  identity: {
    packageName: 'com.google.android.dialer',
    label: '电话',
    mainActivity: 'com.android.dialer.main.MainActivity',
    versionName: '100',
    versionCode: 100,
  },
  palette: { brand: '#1a73e8' },
  data: () => ({ called: [] }),
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const { tab = 'people', number = '', query = '' } = params;
      const ring = (name: string, digits: string) => (): void => {
        state.called.push(digits);
        act.go('ringing', { name });
      };
      const navigation = tabsOf(bind(params, 'tab', 'people'), [
        ['people', '联系人', 'users'],
        ['keys', '拨号键盘', 'phone'],
      ]);
      if (tab === 'keys') {
        return {
          bar: { title: '拨号' },
          navigation,
          content: [
            figure(number || '输入号码', ''),
            ...[...'1234567890'].map((digit) =>
              row(`key:${digit}`, digit, {
                onTap: () => {
                  params.number = number + digit;
                },
              }),
            ),
            bigButton('call', '拨打', ring(number, number)),
          ],
        };
      }
      return {
        bar: { field: { key: 'q', text: bind(params, 'query', ''), hint: '搜索联系人' } },
        navigation,
        content: people
          .filter(([name]) => name.includes(query.trim()))
          .map(([name, digits]) =>
            row(`person:${name}`, name, { note: digits, onTap: () => act.go('person', { name, number: digits }) }),
          ),
      };
    },
    person: (state, { name, number }, act) => ({
      bar: { title: '联系人' },
      content: [
        figure(name, number),
        bigButton('call', '呼叫', () => {
          state.called.push(number);
          act.go('ringing', { name });
        }),
      ],
    }),
    ringing: (_, { name }, act) => ({
      content: [figure(name, '正在呼叫…'), bigButton('stop', '挂断', () => act.home(), { color: '#d93025' })],
    }),
  },
});

interface ForumRoutes {
  home: Record<string, never>;
  editor: { text?: string };
}

export const forum = declareApp<{ posts: string[] }, ForumRoutes>({
  identity: {
    packageName: 'com.douban.frodo',
    label: '豆瓣',
    mainActivity: 'com.douban.frodo.activity.SplashActivity',
    versionName: '7',
    versionCode: 7,
  },
  palette: { brand: '#00b51d' },
  data: () => ({ posts: ['今天读完了一本书', '周末去看展'] }),
  home: 'home',
  pages: {
    home: (state, _, act) => ({
      bar: { title: '动态' },
      float: {
        symbol: 'plus',
        description: '发布',
        onTap: () =>
          act.menu('发布', [
            ['写动态', () => act.go('editor', {})],
            ['写长评', () => act.toast('长评维护中')],
          ]),
      },
      content: state.posts.map((text, index) => paragraph(text, { key: `post:${index}` })),
    }),
    editor: (state, params, act) => ({
      bar: {
        title: '写动态',
        close: true,
        actions: [
          {
            description: '发布',
            enabled: (params.text ?? '') !== '',
            onTap: () => {
              state.posts.unshift(params.text ?? '');
              act.toast('发布成功');
              act.home();
            },
          },
        ],
      },
      content: [
        field('text', bind(params, 'text', ''), { hint: '这一刻的想法...', lines: 20, minLines: 6, bare: true }),
      ],
    }),
  },
});
