// A setting as people wish for it: by its name and state, or by what bothers them (屏幕太亮了, no sound please). Turned into
// the name that the settings have for it, and the state it is to have.

export interface SettingWish {
  readonly what: string;
  readonly state: string;
}

const wishes: readonly (readonly [RegExp, string, string])[] = [
  [/太亮|刺眼|晃眼|(调|弄|开)?暗(一)?[点些]|too bright|dimmer|less bright/i, '亮度', 'lower'],
  [/太暗|看不清|(调|弄|开)?亮(一)?[点些]|too (dark|dim)|brighter/i, '亮度', 'higher'],
  [
    /太(吵|响)|(声音|音量|铃声).{0,4}(太|有点|好)大|小声(一)?[点些]|(调|弄)?小(一)?点声|too loud|quieter/i,
    '音量',
    'lower',
  ],
  [/太小声|(声音|音量|铃声).{0,4}(太|有点|好)[小轻]|听不(见|清)|大声(一)?[点些]|too quiet|louder/i, '音量', 'higher'],
  [
    /没有?声音|不(要|出|发)(有)?声|别(出声|响)|静音|关(掉|闭)声音|no sound|\bsilen(t|ce)\b|\bmuted?\b|without sound/i,
    '静音',
    'on',
  ],
  [/没(什么)?电了?|快没电|省(着)?点?电|电不多|battery (is )?low|save (the )?battery/i, '省电模式', 'on'],
  [/别打扰|勿打扰|不要打扰|do not disturb|don.t disturb/i, '勿扰模式', 'on'],
];

/** The wish by the names of settings; unchanged where it names one already. */
export function readWish(what: string, state: string): SettingWish {
  const said = `${what} ${state}`.trim();
  const undone = /取消|关(掉|闭)?(静音|省电|勿扰)|off\b|disable/i.test(said);
  // "no sound" may come in either order.
  const found = wishes.find(([words]) => words.test(said) || words.test(`${state} ${what}`.trim()));
  if (!found || /\d/.test(state)) return { what, state };
  const [, name, wanted] = found;
  return { what: name, state: wanted === 'on' && undone ? 'off' : wanted };
}

const noWords = /不要|不走|不想|别|禁止|避免|避开|躲避|关闭|关掉|停用|avoid|without|no\b|don.t|never|off\b|disable/i;

/** Whether a switch of this label is to be on, for a wish like "不要走收费的路" or "avoid tolls". */
export function isWishedOn(label: string, { what, state }: SettingWish): boolean {
  const saysNo = noWords.test(`${what} ${state}`);
  return noWords.test(label) ? saysNo : !saysNo;
}
