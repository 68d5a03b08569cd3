import { afterEach, beforeEach, expect, test } from 'vitest';
import { SkillStage } from '../../testing/skill-stage.js';
let stage: SkillStage;
beforeEach(() => { stage = new SkillStage(1); });
afterEach(() => stage.close());
test('x', async () => {
  console.log(JSON.stringify(await stage.run('taobao', 'search', { query: 'Mac mini M4' }), null, 1));
  console.log(JSON.stringify(await stage.run('wechat', 'send_message', { recipient: '张三', text: 'hi' }, {confirmed: true}), null, 1));
  console.log(JSON.stringify(await stage.run('settings', 'setting', { what: '飞行模式', state: '打开' }), null, 1));
});
