// What a task would do that cannot be taken back, by its words, and the step before which it therefore stops. Money and
// cancellations always stop; what reaches other people stops unless the run allows it.

export type EffectKind = 'red_packet' | 'order' | 'cancel' | 'post' | 'comment' | 'like' | 'message' | 'request';

export interface SideEffect {
  readonly kind: EffectKind;
  readonly isOutward: boolean;
  /** The step that is not taken. */
  readonly stopBefore: string;
  /** What counts as done instead. */
  readonly reached: string;
  readonly forbidden: string;
}

interface Rule extends SideEffect {
  readonly words: RegExp;
}

const quote = `["'“”‘’「『]`;
const self = '我(?!的?(?:妈|爸|老婆|老公|朋友|同事|家))';

const rules: readonly Rule[] = [
  {
    kind: 'red_packet',
    isOutward: false,
    words: /红包|转账|转(?:给|钱)/,
    stopBefore: 'the red packet or transfer is sent or paid',
    reached: 'The right chat, amount and message are filled in, up to the step that sends or pays',
    forbidden: 'No red packet or transfer was sent, and nothing was paid',
  },
  {
    kind: 'order',
    isOutward: false,
    words:
      /下单|付款|结算|购买|(?<!值得)买(?!卖|家|的)|预[定订](?!会议)|预约|订(?:个|一|张|间|好|了|的|下)|点(?:个|一)(?:份|杯|外卖)|点一份|再买|[叫打](?:个|一?辆|一个)[^，。,]{0,8}车|叫(?:快|专|出租)车/,
    stopBefore: 'the order, booking or ride is submitted',
    reached: 'The right thing with every choice is on the page that submits it',
    forbidden: 'No order, booking or ride was submitted, and nothing was paid',
  },
  {
    kind: 'cancel',
    isOutward: false,
    words: /取消[^，。,]{0,12}订单|订单[^，。,]{0,6}取消|退款|退货|退票/,
    stopBefore: 'the cancellation or refund is confirmed',
    reached: 'The right order is open with the question whether to cancel it',
    forbidden: 'No order was cancelled and no refund asked for',
  },
  {
    kind: 'post',
    isOutward: true,
    words:
      /发(?:布|表)?(?:一?[条个篇])?(?:朋友圈|微博|帖子?|笔记|动态)|发一?[条个篇][^，。,]{0,20}(?:笔记|帖子?|微博|朋友圈|动态)|写[^，。,]{0,8}好评|发[^，。,]{0,10}帖子?|分享到(?:我的)?(?:微博|朋友圈|QQ空间)/,
    stopBefore: 'the post is published',
    reached: 'The post is written as asked, up to the button that publishes it',
    forbidden: 'Nothing was published',
  },
  {
    kind: 'comment',
    isOutward: true,
    words: new RegExp(`评论(?:一下|${quote})|[写发][^，。,]{0,6}(?:评论|留言)|留个?言(?!${quote})`),
    stopBefore: 'the comment is sent',
    reached: 'The comment is written in the right place, up to the button that sends it',
    forbidden: 'No comment was sent',
  },
  {
    kind: 'like',
    isOutward: true,
    words: /点个?赞(?!数|量|过|最)/,
    stopBefore: 'the like is given',
    reached: 'What is to be liked is on the screen',
    forbidden: 'Nothing was liked',
  },
  {
    kind: 'message',
    isOutward: true,
    words: new RegExp(
      `(?:[发送](?:送|个|一条)?|分享)给(?!${self})|发(?:到|送到?)[^，。,]{0,12}(?:群|助手)|给[^，。,]{0,14}发(?:送|条|一条|个)?|发送?(?:短信|消息)|回(?:一下|复)?[^，。,]{0,6}的?消息|拉进来|建[^，。,]{0,4}群`,
    ),
    stopBefore: 'the message is sent or the group is made',
    reached: 'The right person or group and the right text are chosen, up to the button that sends',
    forbidden: 'Nothing was sent to anybody',
  },
  {
    kind: 'request',
    isOutward: true,
    words: /申请[^，。,]{0,20}发票|提醒(?:商家|卖家)/,
    stopBefore: 'the request is submitted',
    reached: 'The request is filled in, up to the button that submits it',
    forbidden: 'No request was submitted',
  },
];

/** In the order of the table, each kind once. */
export function sideEffectsOf(instruction: string): SideEffect[] {
  return rules.filter(({ words }) => words.test(instruction));
}
