// What personal data looks like. Each pattern's first group is what is hidden, or the whole match without one; a check
// tells numbers apart that only look alike.

export const personalKinds = [
  'EMAIL',
  'ID',
  'CARD',
  'PHONE',
  'CODE',
  'PASSWORD',
  'PLATE',
  'ADDRESS',
  'ACCOUNT',
  'BIRTHDAY',
  'PARCEL',
  'NAME',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

export interface Pattern {
  readonly kind: PersonalKind;
  readonly words: RegExp;
  readonly check?: (found: string) => boolean;
}

const surname =
  '(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万卢莫房缪丁邓洪包左石崔龚程邢裴陆荣翁段焦侯宁刘龙叶白蒲邰赖乔谭劳申冉雍桑桂牛尚温庄晏柴瞿阎习艾容向古易廖耿满匡文寇广欧沃利蔚越师关沙查丰游肖涂])';

/** A whole label that is a person's name: two to four hanzi that begin as names do, or two or three capitalised words. */
export const personName: RegExp = new RegExp(
  `^(?:${surname}[\\u4e00-\\u9fa5]{1,2}|[A-Z][a-z'’-]{1,15}(?: [A-Z][a-z'’.-]{0,15}){1,2})$`,
);

const street = '(?:路|街|大道|巷|弄|胡同|村|小区|花园|公寓|大厦|家园|苑|新城|广场|里)';
const houseUnit = '(?:号楼|号院|号|栋|幢|座|单元|室|层|楼)';

/** In the order in which they are looked for: what an earlier one has found, a later one leaves. */
export const patterns: readonly Pattern[] = [
  { kind: 'EMAIL', words: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g },
  {
    kind: 'ID',
    words:
      /(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[0-9Xx](?![0-9A-Za-z])/g,
  },
  {
    kind: 'ID',
    words: /(?:护照|通行证|港澳|台胞证|驾驶证|社保|passport|licen[cs]e)[^0-9A-Za-z]{0,12}([A-Z]{0,2}\d{6,18})(?!\d)/gi,
  },
  { kind: 'ID', words: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g },
  {
    kind: 'CARD',
    words: /(?<![\d.+])(?!86[- ]?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d))\d(?:[ -]?\d){12,18}(?!\d)/g,
    check: isLuhn,
  },
  {
    kind: 'CARD',
    words:
      /(?:卡号|银行卡|账号|card (?:number|no\.?)|account (?:number|no\.?))[^0-9]{0,8}(\d(?:[ -]?\d){9,18})(?!\d)/gi,
  },
  { kind: 'CARD', words: /(?:尾号|末四位|ending in|last four)[^0-9]{0,4}(\d{4})(?!\d)/gi },
  { kind: 'PHONE', words: /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?(?:\d{4}[- ]?\d{4}|\d{3}[- ]?\d{5})(?!\d)/g },
  { kind: 'PHONE', words: /(?<![\d.-])\(?0\d{2,3}\)?[- ]\d{7,8}(?!\d)/g },
  { kind: 'PHONE', words: /(?<![\w.])\+\d{1,3}[- .]?\(?\d{1,4}\)?(?:[- .]?\d{2,4}){2,4}(?!\d)/g },
  { kind: 'PHONE', words: /(?<![\d.-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)/g },
  {
    kind: 'CODE',
    words:
      /(?:验证码|校验码|动态码|动态密码|提取码|确认码|取件码|取货码|verification code|security code|one-time (?:code|password|passcode)|passcode|OTP|PIN|login code|\bcode)(?:是|为| is)?[^0-9A-Za-z\u4e00-\u9fa5]{0,6}((?=[A-Za-z-]*\d)[A-Za-z0-9-]{4,12})(?![A-Za-z0-9])/gi,
  },
  {
    kind: 'CODE',
    words:
      /(?<![\dA-Za-z])(\d{4,8})(?:\s*(?:是|为|is)\s*)?(?:[（(【]|您的|你的|your ).{0,24}?(?:验证码|校验码|动态码|code|passcode)/gi,
  },
  { kind: 'PASSWORD', words: /(?:密码|口令|password|passwd)\s*(?:是|为|[:：=]|is)\s*([^\s，。；,;]{4,32})/gi },
  {
    kind: 'PLATE',
    words:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g,
  },
  {
    kind: 'ADDRESS',
    words: new RegExp(
      `[\\u4e00-\\u9fa5A-Za-z0-9]{2,30}?${street}[\\u4e00-\\u9fa5A-Za-z0-9]{0,8}?\\d{1,5}${houseUnit}(?:[\\u4e00-\\u9fa5A-Za-z -]{0,6}\\d{1,5}${houseUnit}){0,4}(?:[ -]?\\d{1,5}室?)?`,
      'g',
    ),
  },
  {
    kind: 'ADDRESS',
    words:
      /(?<!\w)\d{1,5}[A-Za-z]? (?:[A-Z][A-Za-z'.-]{0,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace|Square|Sq)\b\.?(?:,? (?:Apt|Apartment|Unit|Suite|Flat|#) ?\w{1,6})?(?:, [A-Z][A-Za-z ]{1,20}){0,2}(?:,? [A-Z]{2} \d{5})?/g,
  },
  {
    kind: 'ACCOUNT',
    words:
      /(?:微信号|qq号?|支付宝账号|抖音号|wechat id|telegram|line id|username)\s*(?:是|为|[:：])\s*([A-Za-z0-9_.@-]{5,32})/gi,
  },
  {
    kind: 'BIRTHDAY',
    words:
      /(?:生日|出生日期|出生年月|date of birth|birthday|dob)\s*(?:是|为|[:：])?\s*(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)/gi,
  },
  {
    kind: 'PARCEL',
    words:
      /(?:快递单号|运单号|物流单号|(?<!订)单号|tracking (?:number|no\.?))\s*(?:是|为|[:：])?\s*([A-Za-z0-9]{8,24})(?![A-Za-z0-9])/gi,
  },
  {
    kind: 'NAME',
    words:
      /(?:收件人|收货人|联系人|姓名|持卡人|户名|乘客|乘车人|入住人|寄件人|收款人|开户人|患者|就诊人|机主)\s*[:：]?\s*([\u4e00-\u9fa5·]{2,4}|[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})/g,
  },
  {
    kind: 'NAME',
    words: new RegExp(
      `(?<![\\u4e00-\\u9fa5])(${surname}[\\u4e00-\\u9fa5]{0,2})(?:先生|女士|小姐|老师|医生|大夫|经理|师傅|同学|阿姨|叔叔)`,
      'g',
    ),
  },
  {
    kind: 'NAME',
    words:
      /(?:\b(?:Name|Recipient|Passenger|Cardholder|Contact|Guest|Patient|Consignee)\s*[:：]\s*|\b(?:Dear|Mr\.?|Mrs\.?|Ms\.?|Dr\.) )([A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})/g,
  },
];

/** ISO/IEC 7812-1, annex B: the check digit of card numbers. */
function isLuhn(found: string): boolean {
  const digits = found.replaceAll(/\D/g, '');
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0 && !/^0+$/.test(digits);
}
