import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { music } from './index.js';
import type { MusicState } from './state.js';

const definition = music(7);
const state = (): MusicState => definition.state() as MusicState;
const titleOf = (id: string): string | undefined => state().songs.find((song) => song.id === id)?.title;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
  stage.tap('search-box');
  stage.type('起风了');
  stage.submit();
});

function tapFirst(prefix: string): void {
  stage.tap(stage.views().find(({ key }) => key.startsWith(prefix))?.key ?? prefix);
}

test('a song that is found plays, and the player can hold it, like it and go on', () => {
  tapFirst('song:');
  const { song } = state().player;
  expect(titleOf(song)).toBe('起风了');
  stage.tap('mini');
  stage.tap('喜欢');
  expect(state().liked).toContain(song);
  stage.tap('暂停');
  expect(state().player.playing).toBe(false);
  stage.tap('下一首');
  expect(state().player).toMatchObject({ playing: true });
  expect(state().player.song).not.toBe(song);
});

test('a comment is written below a song', () => {
  tapFirst('song:');
  stage.tap('mini');
  stage.tap('评论');
  stage.tap('comment/field');
  stage.type('好听');
  stage.tap('发送');
  expect(state().comments[0]).toMatchObject({ song: state().player.song, text: '好听', mine: true });
});

test('an artist is followed', () => {
  stage.tap('歌手');
  stage.back();
  stage.tap('search-box');
  stage.type('邓紫棋');
  stage.submit();
  stage.tap('歌手');
  tapFirst('artist:');
  stage.tap('+ 关注');
  expect(state().followed).toContain('邓紫棋');
});
