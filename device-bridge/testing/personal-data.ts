// Personal data of nobody, made up by number: every value is another one, of many kinds and in many ways of writing.

export interface Plant {
  readonly value: string;
  /** As it stands on a screen. */
  readonly sentence: string;
}

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'];
const given = [...'伟芳娜敏静丽强磊洋艳勇军杰娟涛超明霞平刚'];
const streets = ['人民', '中山', '解放', '建设', '和平', '新华', '文化', '长江', '黄河', '青年'];
const provinces = [...'京沪粤苏浙鲁川鄂湘闽'];

const wide = (digits: string): string =>
  digits.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
const pad = (number: number, length: number): string => String(number).padStart(length, '0');

function luhn(body: string): string {
  for (let check = 0; check < 10; check++) {
    const digits = [...body, String(check)].reverse().map(Number);
    const sum = digits.reduce((total, digit, index) => {
      const weighed = index % 2 === 0 ? digit : digit * 2;
      return total + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
    if (sum % 10 === 0) return `${body}${check}`;
  }
  throw new Error('no check digit fits');
}

const nameOf = (n: number): string =>
  `${surnames[n % 20]}${given[(n * 7 + 3) % 20]}${given[(n * 3 + Math.floor(n / 20)) % 20]}`;

/** Kinds in turn; each makes the value of a number and a sentence around it. */
const makers: readonly ((n: number) => Plant)[] = [
  (n) => plant(`138${pad(10_000_000 + n * 7919, 8)}`, (value) => `请联系 ${value}，谢谢`),
  (n) => plant(`139 ${pad(1000 + n, 4)} ${pad(7000 + n, 4)}`, (value) => `客服电话：${value}`),
  (n) => plant(wide(`137${pad(20_000_000 + n * 613, 8)}`), (value) => `手机${value}已绑定`),
  (n) => plant(`+44 20 7946 ${pad(1000 + n, 4)}`, (value) => `Call me at ${value} tomorrow`),
  (n) => plant(`110101199${n % 10}0${1 + (n % 9)}1${n % 9}${pad(100 + (n % 900), 3)}X`, (value) => `身份证 ${value}`),
  (n) =>
    plant(
      luhn(`622202${pad(100_000_000 + n * 97, 9)}`).replaceAll(/(\d{4})(?=\d)/g, '$1 '),
      (value) => `卡 ${value} 到账`,
    ),
  (n) => plant(`user.${n}@example-${n}.com.cn`, (value) => `邮件发到${value}，勿回`),
  (n) => plant(`${streets[n % 10]}路${100 + n}号${1 + (n % 9)}栋${101 + n}室`, (value) => `送到 ${value}`),
  (n) => plant(`${200 + n} Maple Street, Apt ${n}`, (value) => `Deliver to ${value} please`),
  (n) => plant(`${provinces[n % 10]}A${pad(10_000 + n * 3, 5)}`, (value) => `车牌 ${value} 已入场`),
  (n) => plant(pad(300_000 + n * 11, 6), (value) => `【银行】验证码：${value}，5分钟内有效`),
  (n) => plant(pad(500_000 + n * 13, 6), (value) => `${value} is your verification code`),
  (n) => plant(nameOf(n), (value) => `收货人：${value}`),
  (n) => plant(`Pass_${n}!word`, (value) => `WiFi 密码：${value}`),
  (n) => plant(`wx_id_${n}_a`, (value) => `微信号: ${value}`),
  (n) => plant(`138${pad(30_000_000 + n * 31, 8)}`.split('').join('\u200b'), (value) => `电话 ${value}`),
];

/** `count` plants, of all kinds in turn; `from` keeps sets apart. */
export function plants(count: number, from = 0): Plant[] {
  return Array.from({ length: count }, (_, index) => {
    const maker = makers[index % makers.length] as (n: number) => Plant;
    return maker(from + index);
  });
}

/** Ways in which a value might still be read in a text: as written, and its digits alone. */
export function tracesOf({ value }: Plant): string[] {
  const digits = value.normalize('NFKC').replaceAll(/\D/g, '');
  return digits.length >= 7 ? [value, digits] : [value];
}

function plant(value: string, sentence: (value: string) => string): Plant {
  return { value, sentence: sentence(value) };
}
