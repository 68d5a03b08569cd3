// A setting of any app by the verb that changes it: "turn X off", "把X打开", "set X to Y", "stop the app from X-ing". What the
// setting is called is the user's own word; the hand finds its row.
import { findMentions } from '@farhand/shared';
import type { Clause } from '../clauses.js';
import { clauseOf, trimmed, withoutApp, withoutPoliteness } from './pieces.js';

const onOff = '打开|开启|启用|关掉|关闭|关上|关了|停用|禁用|取消|开一下|关一下|打开一下|关闭一下|开起来';
const forms: readonly RegExp[] = [
  new RegExp(
    `^(?:把|将)?(?<what>[^，,。把将]{2,14}?)(?:给我|帮我)?(?:默认|都)?(?<state>${onOff})(?:一下)?[吧了啊]?$`,
    'u',
  ),
  new RegExp(`^(?<state>${onOff})(?:一下)?(?<what>[^，,。]{2,14}?)[吧了啊]?$`, 'u'),
  /^(?:把|将)?(?<what>[^，,。把将]{2,14}?)(?:给我|帮我)?(?:调到|调成|调至|调|设为|设成|设置为|设置成|改成|改为|换成|切换到|切换成|切到|切成)(?<state>[^，,。]{1,14}?)[吧了]?$/u,
  /^(?:把|将)?(?<what>[^，,。把将]{2,12}?)(?:默认)?(?<state>(?:别|不要|不用|不再)(?:再|自动)?(?:显示|播放|推送|提示|弹出来?|响|震动?|播报|推荐|更新))了?$/u,
  /^(?<state>(?:别|不要|不再)(?:让)?(?:再)?)(?<what>(?:自动|给我|向我)?[^，,。]{2,12}?)了?$/u,
  /^(?:turn|switch|put)\s+(?<state>on|off)\s+(?:the\s+|my\s+)?(?<what>[^,.;]{2,40})$/iu,
  /^(?:turn|switch|put|keep)\s+(?:the\s+|my\s+)?(?<what>[^,.;]{2,40}?)\s+(?<state>on|off|up|down)$/iu,
  /^(?<state>enable|disable|activate|deactivate|mute|unmute|hide|dim|brighten|lower|raise)\s+(?:the\s+|my\s+)?["“]?(?<what>[^,.;"”]{2,40})["”]?$/iu,
  /^(?:set|change|switch|put)\s+(?:the\s+|my\s+)?(?<what>[^,.;]{2,40}?)\s+(?:to|at)\s+(?<state>[^,.;]{1,30})$/iu,
  /^make\s+(?:the\s+|my\s+)?(?<what>[^,.;]{2,30}?)\s+(?<state>bigger|smaller|larger|brighter|darker|louder|quieter|dimmer)$/iu,
  /^(?:put|set|switch)\s+(?:(?:the|my|this)\s+)?phone\s+(?:on|to|in|into)\s+(?<what>silent|vibrate|vibration|(?:airplane|dark|silent|power saving|do not disturb) mode)$/iu,
  /^(?<state>stop|don't|do not)\s+(?:it\s+)?(?:from\s+)?(?:the\s+|my\s+)?(?<what>[^,.;]{3,40})$/iu,
];
/** Not settings: what is opened to be read or heard, and what other deeds are for. */
const others =
  /闹钟|导航去|导航到|文件|网页|链接|照片|电影|视频$|歌|收藏|关注|订单|订阅|红包|付款|下单|alarm|\b(?:order|song|video|movie|booking|subscription|page|website|ticket|payment)s?\b/iu;
/** Where no app is named, only these belong to the phone's own settings. */
const ofPhone =
  /亮度|音量|模式|蓝牙|wi-?fi|无线|网络|流量|数据|热点|定位|位置|振动|震动|静音|铃声|屏幕|字体|锁屏|省电|\b(?:brightness|volume|mode|bluetooth|wi-?fi|wireless|network|data|hotspot|location|vibrat\w+|screen|font|flashlight|notifications?|power saving|rotation)\b/iu;

/** A page is opened, too: only these are switched. */
const switched =
  /模式|通知|提醒|开关|功能|弹幕|自动|拦截|权限|推送|显示|声音|[振震]动|播报|打扰|推荐|定位|同步|缓存|\b(?:mode|notifications?|alerts?|auto\w*|sync|sounds?|pop-?ups?)\b/iu;
const onlyOpens = /^打开/u;

function isHan([first = '']: readonly string[]): boolean {
  return /\p{Script=Han}$/u.test(first);
}

/** Undefined for anything else. */
export function changeOf(request: string): Clause | undefined {
  const stops = /^(?<state>stop)\s+(?<app>.{2,30}?)\s+from\s+(?<what>[^,.;]{3,40})$/iu.exec(
    withoutPoliteness(request),
  )?.groups;
  const [stopped] = stops === undefined ? [] : findMentions(request);
  if (stops?.what !== undefined && stops.state !== undefined && stopped !== undefined)
    return clauseOf('setting', { what: stops.what, state: stops.state }, stopped.app);
  const { app, named, parts } = withoutApp(request);
  if (named > 1 || parts.length === 0 || parts.length > 2) return undefined;
  const candidates = parts.length === 2 ? [parts.join(isHan(parts) ? '' : ' '), ...parts] : parts;
  for (const candidate of candidates) {
    const said = trimmed(withoutPoliteness(candidate))
      .replace(/(?:吧|谢谢|please)$/iu, '')
      .trim();
    for (const form of forms) {
      const { what, state } = form.exec(said)?.groups ?? {};
      if (what === undefined || others.test(said)) continue;
      if (app === undefined && !ofPhone.test(what) && state !== undefined) continue;
      if (app !== undefined && app.category !== 'settings' && onlyOpens.test(state ?? '') && !switched.test(what))
        continue;
      const isSaid = request.includes(what) && request.includes(state ?? '');
      if (!isSaid) continue;
      return clauseOf('setting', { what: what.trim(), ...(state !== undefined && { state: state.trim() }) }, app);
    }
  }
  return undefined;
}
