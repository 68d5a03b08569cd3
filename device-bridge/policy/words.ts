// What controls are called that lead to money, to other people, to loss or to who is there. Both languages; whole labels,
// so that a chat line which merely speaks of paying is no payment. Labels are compared as `plainLabel` gives them.

/** The label of a control that pays, orders, transfers or gives money away: the last step. */
export const payingLabel =
  /^(提交订单|确认订单并支付|(同意)?(协议)?并?(立即|确认|马上|继续|直接|安全|快捷|一键|极速|免密|去)?(支付|付款|转账|还款|缴费|充值|打赏|投注|下注|扣款|下单|买单|代付|汇款|提现|众筹|捐款|赎回|申购|开通并支付)|(指纹|面容|刷脸|余额|微信|支付宝|银行卡|找人|云闪付|花呗|数字人民币)(支付|付款|付)|(滑动|右滑|长按)(来)?(支付|付款|确认付款)|确认呼叫|立即预订并支付|确认购买|确认兑换|pay|pay (now|bill|securely|in full|with .{1,24}|by .{1,24}|for .{1,24})|(swipe|slide|tap|hold) to pay|confirm (and )?(pay|order)|confirm (pay(ment)?|purchase|transfer|order)|make (a )?payment|place (your |my )?order|submit (your )?order|order now|complete (order|purchase|payment)|checkout and pay|buy now with .{1,24}|1-?tap buy|one-?tap (buy|pay)|transfer( now| money| funds)?|send (money|payment)|donate( now)?|tip|withdraw|top ?up now|subscribe now|confirm subscription)$/i;

/** Red packets, given or taken. */
export const redPacketLabel =
  /^((发|抢|拆|领|领取|开|收|派|塞钱进|拼手气|普通|口令|专属|微信|支付宝|现金|裂变)*红包(封面)?|开红包|拆开|立即提现|red (packet|envelope)|(open|send|claim|grab) (the |a |this )?(red packet|red envelope|lucky money)|lucky money)$/i;

/** Steps towards money or a contract that are not the last one: allowed with consent that names amount and payee. */
export const towardsMoneyLabel =
  /^((立即|马上|立刻|现在|直接|一键)?(购买|抢购|开团|拼单|秒杀|预订|预定|订购|续费|开通|租用|投保|借款|借钱|办理)|去(结算|下单|开团|购买|预订)|结算|合并结算|参与拼单|发起拼单|免费试用|立即试用|开通(会员|vip|自动续费|免密支付)|订阅|加入会员|升级会员|免密支付|自动续费|签署(合同|协议)|同意并(借款|签署|开通|投保|续费)|buy( it)?( now)?|check ?out|proceed to checkout|go to checkout|subscribe|(start )?(your |my )?free trial|(book|reserve|rent|renew|upgrade)( now)?|book it|top ?up|add funds|enable auto-?(pay|renew)|sign (the )?(contract|agreement)|bid( now)?)$/i;

/** Ways to pay that are buttons in one place and mere badges on a card of goods in another. */
export const payLaterLabel = /^(先用后付|0元下单|先享后付|buy now,? pay later)$/i;

/** Amounts that a paying button carries beside its words: "立即支付 ¥3,899.00", "Pay $12.50". */
export const amountBeside = /[¥￥$€£]\s*[\d,]+(\.\d+)?|[\d,]+(\.\d+)?\s*元/g;

/** The label of a control that tells others something. */
export const sendingLabel =
  /^((确认|立即|一键|全部)?(发送|发出|发表|发布|群发|转发给.{1,12}|分享给.{1,12})|发送(消息|评论|给.{1,16}|弹幕|申请|邀请|位置)|发(评论|弹幕|微博|推|帖|朋友圈|邮件)|(提交|发表|发布)(评论|评价|回复)|回复并发送|拨打(电话)?|呼叫|拨号|(语音|视频)(通话|聊天)|send( .{1,16})?|(post|publish|tweet|submit)( (comment|review|reply|now))?|reply all|share (now|to .{1,16}|with .{1,16})|forward to .{1,16}|invite( .{1,16})?|call( now| back| [+\d(].*)?|dial|(video|voice) (call|chat))$/i;

/** Of those, the ones that publish; on a page without a field they lead to one. */
export const publishingLabel = /^(发布|发表|发(微博|推|帖|朋友圈)|post|publish|tweet)$/i;

/** Says something only when a text has been written: a heading or a link elsewhere. */
export const sendingWhenWritten = /^(评论|回复|转发|分享|提交|上传|comment|reply|forward|share|submit|upload)$/i;

/** The label of a control that calls somebody. */
export const callingLabel =
  /^(拨打(电话)?|呼叫|拨号|(语音|视频)(通话|聊天)|call( now| back| [+\d(].*)?|dial|(video|voice) (call|chat))$/i;

/** The label of a control that destroys or removes. */
export const destroyingLabel =
  /^((确认|立即|全部|批量|永久|彻底)?(删除|卸载|清空|清除|注销|移除|解散)(全部|所有|这些?|该|选中的?)?(好友|会话|聊天|聊天记录|群聊|联系人|全部|记录|数据|账号|账户|应用|照片|文件|并退出|缓存)?|清除(数据|全部|全部数据|存储空间)|注销(账号|账户)|退出(登录|群聊|当前账号)|解除绑定|拉黑|加入黑名单|delete( .{1,16})?|uninstall|erase|clear (data|all|storage|history)|remove( account| all| contact)?|sign out|log ?out|deactivate( account)?|block( contact)?|leave group|discard all)$/i;

/** The label of a control that changes what programs may do on this phone. */
export const systemLabel =
  /^((始终|仅在使用(中|时)|使用时|本次|仅限这一次|一律)?允许(本次使用|访问|安装|调试|通知|一次)?|(继续|仍然|立即|确认)?安装|开发者选项|(usb|无线)调试|oem ?解锁|(允许)?安装未知(来源)?应用|未知来源|设备管理(器|应用)|激活此设备管理应用|无障碍(服务)?权限|悬浮窗权限|使用情况访问权限|通知使用权|vpn|信任(此电脑|此证书)|allow( all the time| only while using.*| access| once)?|while using the app|only this time|install( anyway)?|developer options|(usb|wireless) debugging|oem unlock(ing)?|install unknown apps|unknown sources|activate (this )?device admin.*|trust( this computer)?)$/i;

/** Programs of the system that ask for such changes; in them any assent is one. */
export const systemDialogPackage =
  /(permissioncontroller|packageinstaller|permissionmanager|securitycenter|vpndialogs)$/;

/** What is never done: the phone would be lost. */
export const refusedLabel =
  /^((恢复出厂|还原出厂|还原所有|重置所有)设置|恢复出厂|清除所有(数据|内容)|抹掉(所有数据|此设备|所有内容)|格式化(手机|存储|sd卡)?|重置(手机|设备|此设备|平板)?|factory (data )?reset|erase (all data|everything|all content).*|reset (phone|device|tablet|all settings)|format( phone| storage| sd card)?|wipe (phone|device|data))$/i;

/** The label of a control that says who is there. */
export const identityLabel =
  /^((立即|一键|快捷|马上|去|同意协议并|同意并|授权|确认|使用)?(登录|登陆)(并同意|\/注册|即注册)?|(本机号码|手机号|验证码|密码|账号密码|微信|qq|支付宝|微博|apple|指纹|刷脸|人脸|扫码)(一键)?(登录|登陆)|(立即|免费)?注册|(重新)?(获取|发送)(短信)?验证码|(开始|立即|去)?(刷脸|人脸|身份|实名|活体)?(认证|验证)|授权并(登录|继续)|上传身份证|拍摄身份证|拍照上传|log ?in( .{1,24})?|sign ?in( .{1,24})?|sign ?up|create (an )?account|register|(get|send|resend) (the |a )?(verification )?code|(continue|sign in|log in) with (google|apple|facebook|wechat|qq|phone|email)|verify( now| identity| me)?|authori[sz]e|scan (your )?(face|id)|start (face )?verification)$/i;

/** What a screen says that takes a payment password. */
export const paymentKeypad =
  /(支付密码|交易密码|付款密码|取款密码|安全支付|payment (password|pin)|enter (your )?(pin|payment))/i;

/** What a screen says that wants to know who is there: login, one-time codes, captchas, faces, documents. */
export const identityScreen =
  /^((请)?(先)?(验证码|短信|密码|手机号|扫码|账号)(快捷)?登录(注册)?|欢迎登录|登录页|请(正对|将面部|眨眨眼|张张嘴|摇摇头|缓慢).{0,16}|(请)?(上传|拍摄)(手持)?身份证.{0,10}|(请)?(拖动|按住|向右滑动|滑动)(下方|左边)?滑块.{0,16}|(请)?(完成|通过)(下方|安全|下列|图形|人机|滑动)?(拼图)?验证.{0,10}|(请)?(依次|按顺序|在下图)(点击|点选).{0,20}|图形验证码?|人机(身份)?验证|我不是机器人|(请)?输入(短信|手机|图形|收到的|6位|四位|六位|动态)*(验证码|动态码|校验码).{0,12}|验证码已发送.{0,24}|verify (it's|it is|that it's) you|verify you are (a )?human|(confirm|prove) (that )?you('re| are) (not a robot|human)|i('m| am) not a robot|select all (images|squares) .{0,40}|(drag|slide) the (slider|puzzle).{0,24}|(log|sign) in to (continue|your account).{0,20}|please (log|sign) in.{0,16}|enter (the |your )?(\d-digit )?(verification |security |one-time )?(code|passcode|otp).{0,30}|face (verification|recognition|id)|look (straight )?(at|into) the camera|(upload|scan|photograph) your (id|passport|identity card).{0,16})$/i;

/** The same where it is a heading; as something to press, it only leads there. */
export const identityHeading =
  /^(登录后(即可)?(查看|使用|继续).{0,12}|(请)?先?登录(账号|账户)?(后继续)?[!。]?|(人脸|刷脸|活体|身份|实名)(验证|认证|核验)|安全(验证|校验)|security (check|verification))$/i;

/** A field for what proves who is there, by its hint or its name. */
export const identityField =
  /(密码|验证码|动态码|校验码|身份证|护照号|口令卡|安全码|password|passcode|\bpin\b|otp|one-?time|verification code|security code|\bcvv\b|\bcvc\b|id (card )?number|passport)/i;

/** What only the owner types: that, and what a card pays by. */
export const ownersField = new RegExp(
  `${identityField.source}|(银行卡|信用卡|储蓄卡|借记卡|^卡号|卡有效期|card number|expiry|expiration)`,
  'i',
);

/** Assent that says nothing of what it is to: the words around it do. */
export const assentLabel =
  /^(开|開|拆|拆开|点开|打开|open|好的?|是的?|确定|确认|同意|继续|下一步|完成|知道了并继续|立即(体验|领取|参与|开始|查看)|领取|去领取|马上领|我已知晓|同意并继续|ok(ay)?|yes|confirm|continue|agree|accept|next|proceed|done|got it|i agree|claim( now| reward)?|get started)$/i;

/** What the words around an assent are about, with the class they give it. */
export const aboutMoney =
  /(确认(支付|付款|转账|购买|下单|订单)|(将|会|自动|立即).{0,6}(扣款|扣除|支付|付款|续费|转账)|转账给|付款给|向.{1,20}(付款|转账|支付)|支付(金额|方式)|付款(金额|方式)|收款方|红包|免密(支付|协议)|自动续费|pay(ing)? .{0,20}[$€£¥￥]\s*\d|[$€£¥￥]\s*[\d.,]+.{0,24}(will be (charged|billed|deducted)|per (month|year))|will be (charged|billed|deducted)|transfer .{0,24}to|confirm (your )?(payment|purchase|order|transfer)|place (the|this|your) order|auto-?renew)/i;
export const aboutOthers =
  /(发送给|转发给|分享给|发给|发布到|发表到|群发|确定(要)?(发送|转发|发布|拨打|呼叫)|拨打.{0,16}\?|send (it |this |message )?to|share with|forward to|post (this )?to|(call|dial) .{0,20}\?|publish (this|to))/i;
export const aboutLoss =
  /((确定|确认|是否)(要)?.{0,8}(删除|卸载|清空|清除|注销|退出登录|移除|解散|拉黑|恢复出厂|格式化)|(删除|清除|清空|卸载|注销)后.{0,6}(无法|不可|不能)|(delete|uninstall|erase|clear|remove|sign out|log out) .{0,40}\?|cannot be undone|permanently (deleted?|removed?|erased?))/i;
export const aboutReset =
  /(恢复出厂设置|抹掉(所有|全部)|清除(手机|设备|所有)(上的)?(数据|内容)|格式化|factory (data )?reset|erase (all data|everything|all content))/i;
export const aboutSystem =
  /((是否|要)?允许.{1,24}(访问|使用|获取|拨打|发送|读取|录制|拍摄|安装|调试|\?)|安装(此|该|未知)(来源的)?应用|usb ?调试|allow .{1,40} to (access|record|take|make|send|read|install)|allow (usb )?debugging|install (this|unknown) app)/i;
export const aboutIdentity =
  /((登录|验证|认证)(以|后|才能).{0,10}(继续|领取|使用)|验证(您的|你的)?身份|授权.{0,12}(登录|获取你的|获取您的)|(log|sign) in to (continue|claim)|verify your (identity|account)|authori[sz]e .{1,24} to)/i;

/** Changes that are undone as easily as done. */
export const reversibleLabel = /^(存草稿|保存草稿|保存|添加|save( draft)?)$/i;
/** Such changes that a second touch does twice, or undoes. */
export const markingLabel =
  /^(加入购物车|加购|(取消)?(收藏|关注|点赞|赞|喜欢|想要)|加入(歌单|书架|清单)|add to (cart|bag|basket|wishlist|playlist)|favou?rite|like|follow|bookmark)$/i;

/** Activities of apps in which somebody pays or says who they are, by the words in their class names. */
export const moneyActivity =
  /(cashier|checkout|wallet.*pay|pay(ment)?(activity|page|dialog|ui)|remittance|luckymoney|redpacket|transfer(activity|ui)|recharge)/i;
export const identityActivity =
  /(login|signin|sign_in|logon|passwordactivity|verifycode|smscode|captcha|slidercheck|faceverify|facedetect|realname|oauth|authoriz)/i;

/** What a model says of a step that is the user's own. */
export const moneyStep =
  /支付|付款|下单|提交订单|转账|汇款|红包|充值|缴费|扣款|收银台|\b(pay(ing|ment)?|checkout|place (the|an|your) order|order confirmation|transfer (money|funds)|red packet|purchase)\b/i;
export const identityStep =
  /登录|登陆|注册|密码|验证码|校验码|人机|滑块|人脸|刷脸|指纹|实名|身份(证|验证|认证)|安全验证|\b(log ?in|sign ?(in|up)|password|passcode|captcha|verif(y|ication)|otp|one-time code|face (id|scan)|fingerprint|identity)\b/i;
