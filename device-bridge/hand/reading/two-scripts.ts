// Names of places and people in two scripts: "Shanghai" is 上海, as it is read.
import { pinyin } from 'pinyin-pro';

const longestName = 8;

/** Whether `latin` is how `han` is read, in any spacing; neither may hold anything else. */
export function isReadAs(han: string, latin: string): boolean {
  if (han.length > longestName || !/^\p{Script=Han}{2,}$/u.test(han) || !/^[a-z' -]+$/i.test(latin)) return false;
  const letters = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('ü', 'v')
      .replaceAll(/[^a-z]/g, '');
  const wanted = letters(latin);
  return (['head', 'off'] as const).some((surname) => letters(pinyin(han, { toneType: 'none', surname })) === wanted);
}
