// What buttons are called that lead to money, to other people, or to loss. Both languages; whole labels, so that a chat
// line which merely speaks of paying is no payment.

/** The label of a control that pays, orders or transfers. */
export const payingLabel =
  /^(提交订单|确认订单并支付|立即支付|立即付款|确认支付|确认付款|确认转账|去支付|去付款|付款|支付|免密支付|极速支付|一键支付|确认充值|立即充值|转账|发红包|塞钱进红包|确认下单|立即下单|指纹支付|面容支付|确认呼叫|立即预订并支付|pay|pay now|pay with .{1,24}|confirm (and )?pay(ment)?|confirm payment|place (your )?order|submit order|order now|checkout and pay|buy now with .{1,24}|transfer|send money|subscribe now|confirm purchase)$/i;

/** Ways to pay that are buttons in one place and mere badges on a card of goods in another. */
export const payLaterLabel = /^(先用后付|0元下单|先享后付|buy now,? pay later)$/i;

/** Amounts that a paying button carries beside its words: "立即支付 ¥3,899.00", "Pay $12.50". */
export const amountBeside = /[¥￥$€£]\s*[\d,]+(\.\d+)?|[\d,]+(\.\d+)?\s*元/g;

/** The label of a control that tells others something. */
export const sendingLabel =
  /^(发送|发送消息|发出|发表|发布|发微博|发推|发帖|回复并发送|拨打|呼叫|拨号|语音通话|视频通话|send|send message|post|publish|tweet|reply all|share now|call|dial|video call|voice call)$/i;

/** The label of a control that destroys or removes. */
export const destroyingLabel =
  /^(删除|确认删除|卸载|清空|清除数据|清除全部|注销账号|退出登录|解除绑定|delete|delete all|uninstall|erase|clear data|clear all|remove account|sign out|log out)$/i;

/** What is never done: the phone would be lost. */
export const refusedLabel =
  /^(恢复出厂设置|清除所有数据|抹掉所有数据|格式化|factory reset|erase all data.*|reset phone|format)$/i;

/** What a screen says that takes a payment password. */
export const paymentKeypad = /(支付密码|交易密码|付款密码|payment (password|pin)|enter (your )?pin)/i;

/** What a screen says that wants to know who is there. */
export const identityScreen =
  /^(验证码登录|人脸验证|刷脸验证|安全验证|拖动滑块.*|请完成验证|verify (it's|it is) you|i'm not a robot)$/i;
