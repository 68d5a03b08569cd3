// Publishing a note: pictures from the album, then title, text, topic, place and who may see it.
import * as ui from '../../toolkit/index.js';
import type { Pages } from './model.js';
import { album, places, topics } from './tables.js';

const mostPictures = 9;
const titleLength = 20;

export const publishPages: Pages<'album' | 'publish'> = {
  album: (_state, params, act) => {
    const chosen = ui.bind(params, 'chosen', []);
    const choose = (scene: string): void => {
      const without = chosen.value.filter((other) => other !== scene);
      chosen.set(without.length < chosen.value.length ? without : [...chosen.value, scene].slice(0, mostPictures));
    };
    const count = chosen.value.length;
    return {
      bar: { title: '最近项目', close: true },
      content: [
        ui.grid(
          'album',
          album.map(([scene = '', title = ''], index) => {
            const place = chosen.value.indexOf(scene) + 1;
            return {
              key: scene,
              title,
              art: ui.photo(scene, index * 41),
              badge: place > 0 ? String(place) : undefined,
              onTap: () => choose(scene),
            };
          }),
          { columns: 3, artDp: 108 },
        ),
      ],
      bottom: [
        ui.bigButton(
          'album-next',
          count > 0 ? `下一步 (${count})` : '下一步',
          () => act.replace('publish', { pictures: chosen.value }),
          {
            enabled: count > 0,
          },
        ),
      ],
    };
  },

  publish: (state, params, act) => {
    const title = ui.bind(params, 'title', '');
    const text = ui.bind(params, 'text', '');
    const topic = ui.bind(params, 'topic', '');
    const place = ui.bind(params, 'place', '不显示地点');
    const visibility = ui.bind(params, 'visibility', '公开可见');
    const publish = (): void => {
      if (title.value.trim() === '' && text.value.trim() === '') {
        act.toast('写点标题或正文吧');
        return;
      }
      if (title.value.length > titleLength) {
        act.toast(`标题最多 ${titleLength} 个字`);
        return;
      }
      const id = `own${state.nextId}`;
      state.nextId += 1;
      state.notes.unshift({
        id,
        title: title.value.trim() || text.value.trim().slice(0, titleLength),
        author: 'me',
        topic: topic.value || '日常',
        pictures: params.pictures,
        hue: 200,
        kind: '图文',
        text: text.value,
        place: place.value === '不显示地点' ? '' : place.value,
        likes: 0,
        collects: 0,
        daysAgo: 0,
        visibility: visibility.value,
        comments: [],
      });
      act.toast('发布成功');
      act.home();
    };
    const leave = (): void => act.confirm('放弃编辑', '退出后内容不会保存', '放弃', () => act.back());
    return {
      bar: { title: '', onBack: leave },
      onBack: () => {
        leave();
        return true;
      },
      background: '#ffffff',
      content: [
        ui.grid(
          'pictures',
          params.pictures.map((scene, index) => {
            return { key: scene, title: `图 ${index + 1}`, art: ui.photo(scene, index * 41) };
          }),
          { columns: 4, artDp: 76 },
        ),
        ui.field('publish-title', title, { hint: '填写标题会有更多赞哦', bold: true, sizeDp: 18, bare: true }),
        ui.field('publish-text', text, { hint: '添加正文', lines: 12, minLines: 5, bare: true }),
        ui.row('topic', '话题', {
          art: ui.sign('hash'),
          value: topic.value || '选择合适的话题',
          arrow: true,
          onTap: () => act.pick('话题', topics.slice(1), topic),
        }),
        ui.row('place', '添加地点', {
          art: ui.sign('pin'),
          value: place.value,
          arrow: true,
          onTap: () => act.pick('地点', places, place),
        }),
        ui.row('visibility', '谁可以看', {
          art: ui.sign('lock'),
          value: visibility.value,
          arrow: true,
          onTap: () => act.pick('谁可以看', ['公开可见', '仅自己可见', '仅互关好友可见'], visibility),
        }),
      ],
      bottom: [ui.bigButton('publish', '发布笔记', publish)],
    };
  },
};
