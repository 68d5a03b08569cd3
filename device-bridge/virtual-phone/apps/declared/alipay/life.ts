// Everyday services: utilities, phone credit, Huabei, credit score, the forest, settings.
import * as ui from '../../toolkit/index.js';
import { begin, exact, methodsOf, type Pages } from './model.js';

const phoneFen = ['3000', '5000', '10000', '20000', '30000', '50000'];

export const lifePages: Pages<'utilities' | 'utility' | 'recharge' | 'huabei' | 'sesame' | 'forest' | 'settings'> = {
  utilities: (state, _params, act) => ({
    bar: { title: '生活缴费', actions: [ui.textAction('缴费记录', () => act.go('bills', { category: '生活缴费' }))] },
    content: [
      ui.notice('city', '上海 · 玫瑰坊 3 栋 502'),
      ...state.utilities.map(({ id, kind, company, symbol, dueFen }, index) =>
        ui.card(`utility:${id}`, kind, {
          art: ui.tile(symbol, index * 55),
          note: company,
          value: dueFen > 0 ? `待缴 ¥${exact(dueFen)}` : '无欠费',
          arrow: true,
          onTap: () => act.go('utility', { id }),
        }),
      ),
    ],
  }),

  utility: (state, { id }, act) => {
    const utility = ui.byId(state.utilities, id);
    const pay = (method: string): void =>
      begin(state, act, {
        kind: 'utility',
        title: `${utility.kind}-${utility.company}`,
        fen: utility.dueFen,
        method,
        note: '',
        target: id,
      });
    return {
      bar: { title: utility.kind },
      content: [
        ui.figure(`¥${exact(utility.dueFen)}`, utility.dueFen > 0 ? '应缴金额' : '暂无欠费', {
          key: 'due',
          sizeDp: 36,
        }),
        ui.group('utility', [
          ui.row('company', '缴费单位', { value: utility.company }),
          ui.row('account', '户号', { value: utility.account }),
          ui.row('owner', '户名', { value: '陈**' }),
          ui.row('month', '账期', { value: ui.monthText(ui.addMonths(act.today(), -1)) }),
        ]),
        ui.bigButton(
          'utility-pay',
          '立即缴费',
          () =>
            act.menu(
              '选择付款方式',
              methodsOf(state).map((method) => [method, () => pay(method)] as const),
            ),
          {
            enabled: utility.dueFen > 0,
          },
        ),
      ],
    };
  },

  recharge: (state, params, act) => {
    const phone = ui.bind(params, 'phone', '13800000921');
    const fen = ui.bind(params, 'fen', '');
    const pay = (): void => {
      if (!/^1\d{10}$/.test(phone.value.trim())) act.toast('请输入正确的手机号');
      else
        begin(state, act, {
          kind: 'recharge',
          title: `话费充值-${phone.value.trim()}`,
          fen: Number(fen.value),
          method: '账户余额',
          note: '',
          target: '',
        });
    };
    return {
      bar: { title: '充值中心' },
      content: [
        ui.group('phone', [
          ui.field('phone-field', phone, { name: '手机号', hint: '请输入手机号', bare: true, sizeDp: 20 }),
          ui.heading('充话费', { sizeDp: 15 }),
          ui.chips(
            'value',
            phoneFen.map((value) => ({ key: value, text: `${Number(value) / 100}元` })),
            fen,
          ),
          ui.paragraph('充值后预计 10 分钟内到账，支持移动、联通、电信', {
            key: 'phone-note',
            sizeDp: 12,
            color: '#999999',
          }),
        ]),
      ],
      bottom: [
        ui.bigButton('recharge-pay', fen.value ? `立即充值 ¥${exact(Number(fen.value))}` : '请选择面额', pay, {
          enabled: fen.value !== '',
        }),
      ],
    };
  },

  huabei: (state, _params, act) => {
    const { dueFen, limitFen } = state.huabei;
    return {
      bar: { title: '花呗' },
      content: [
        ui.figure(exact(dueFen), '本月应还（元）', { key: 'huabei', sizeDp: 38 }),
        ui.bigButton(
          'huabei-pay',
          '去还款',
          () => act.go('amount', { kind: 'huabei', target: '', text: (dueFen / 100).toFixed(2) }),
          { enabled: dueFen > 0 },
        ),
        ui.group('more', [
          ui.row('left', '可用额度', { value: `¥${exact(limitFen - dueFen)}` }),
          ui.row('limit', '总额度', { value: `¥${exact(limitFen)}` }),
          ui.row('date', '还款日', { value: '每月 10 日' }),
        ]),
      ],
    };
  },

  sesame: (state) => ({
    bar: { title: '芝麻信用' },
    content: [
      ui.figure(String(state.sesameScore), state.sesameScore >= 700 ? '信用极好' : '信用优秀', {
        key: 'score',
        sizeDp: 56,
        color: '#12b886',
      }),
      ui.group('rights', [
        ui.row('deposit', '免押服务', { note: '充电宝、单车、租车免押金', value: '已开通' }),
        ui.row('hotel', '信用住酒店', {
          note: '0 押金，离店再付',
          value: state.sesameScore >= 650 ? '可用' : '未达标',
        }),
        ui.row('visa', '签证便利', {
          note: '芝麻分 700 以上可用',
          value: state.sesameScore >= 700 ? '可用' : '未达标',
        }),
      ]),
      ui.paragraph('评估时间：每月 6 日', { key: 'score-date', sizeDp: 12, color: '#999999', align: 'center' }),
    ],
  }),

  forest: (state, _params, act) => {
    const { forest } = state;
    return {
      bar: { title: '蚂蚁森林' },
      content: [
        ui.hero({ key: 'tree', art: ui.photo('forest', 130), aspect: 0.6, caption: `${forest.grams}g` }),
        ui.facts('grams', [
          { text: `${forest.grams}g`, note: '我的能量' },
          { text: String(Math.floor(forest.grams / 17_900)), note: '已种树木' },
        ]),
        ui.heading('可收取的能量'),
        forest.bubbles.length === 0 &&
          ui.paragraph('能量都收完了，明天再来', { key: 'forest-empty', color: '#999999' }),
        ...forest.bubbles.map((bubble) =>
          ui.card(`bubble:${bubble.id}`, `绿色能量 ${bubble.grams}g`, {
            art: ui.tile('sparkle', 120, { round: true }),
            control: ui.push(
              '收取',
              () => {
                forest.grams += bubble.grams;
                ui.remove(forest.bubbles, bubble);
              },
              { strong: true },
            ),
          }),
        ),
        ui.heading('好友排行榜'),
        ...state.contacts.slice(0, 6).map(({ id, name, realName }, index) =>
          ui.row(`friend:${id}`, name, {
            art: ui.face(realName, { round: true }),
            note: `${(18 - index * 2) * 1000 + 371}g`,
            control: ui.push(
              forest.watered.includes(id) ? '已浇水' : '浇水',
              () => {
                if (forest.grams < 10) return;
                forest.watered.push(id);
                forest.grams -= 10;
                act.toast('浇水成功，送出 10g');
              },
              { enabled: !forest.watered.includes(id) },
            ),
          }),
        ),
      ],
    };
  },

  settings: (state, _params, act) => {
    const { settings } = state;
    const row = (
      key: 'hideAmounts' | 'smallWithoutPassword' | 'fingerprint' | 'notify',
      title: string,
      note?: string,
    ): ui.Block => ui.row(key, title, { note, control: ui.toggle(ui.bind(settings, key), title) });
    return {
      bar: { title: '设置' },
      content: [
        ui.group('account', [
          ui.row('nickname', '昵称', {
            value: state.nickname,
            arrow: true,
            onTap: () =>
              act.prompt(
                '昵称',
                state.nickname,
                '请输入昵称',
                (name) => name.trim() !== '' && ui.set(state, { nickname: name.trim() }),
              ),
          }),
          ui.row('cards', '银行卡', {
            value: `${state.cards.length} 张`,
            arrow: true,
            onTap: () => act.go('cards', {}),
          }),
        ]),
        ui.heading('支付设置'),
        ui.group('payment', [
          row('fingerprint', '指纹支付'),
          row('smallWithoutPassword', '小额免密支付', '单笔 200 元以下无需密码'),
          ui.row('deduction', '优先付款方式', {
            value: settings.deduction,
            arrow: true,
            onTap: () => act.pick('优先付款方式', [...methodsOf(state), '花呗'], ui.bind(settings, 'deduction')),
          }),
        ]),
        ui.heading('通用'),
        ui.group('general', [row('hideAmounts', '隐藏金额'), row('notify', '新消息通知')]),
        ui.bigButton(
          'logout',
          '退出登录',
          () => act.confirm('退出登录', '确定退出当前账号吗？', '退出', () => act.toast('请先验证身份')),
          { kind: 'outlined' },
        ),
      ],
    };
  },
};
