// The named values of a form as one value of a goal: "姓名：李雷；电话：13800001111", "name Li Lei, phone 13800001111". A name
// that everybody uses needs no colon; any other name has one. The hand finds the fields by the same names.

export interface FormField {
  /** As it was said. */
  readonly name: string;
  readonly value: string;
}

/** What forms and people call the same field. The first word of a group is its plainest. */
// biome-ignore format: one family a line
const families: readonly (readonly string[])[] = [
  ['姓名', '名字', '全名', '联系人', '联系人姓名', '收货人', '收件人', '收货人姓名', '收件人姓名', '入住人', '住客姓名', '乘车人姓名', '旅客姓名', '取票人', 'name', 'full name', 'contact name', 'recipient', 'recipient name', 'guest name', 'passenger name'],
  ['名', 'first name', 'given name'],
  ['姓', '姓氏', 'last name', 'surname', 'family name'],
  ['电话', '手机', '手机号', '手机号码', '电话号码', '联系电话', '联系方式', '号码', '收货人手机号', 'phone', 'phone number', 'mobile', 'mobile number', 'cell', 'cell phone', 'telephone', 'tel', 'number', 'contact number'],
  ['公司', '单位', '公司名称', '工作单位', '组织', 'company', 'company name', 'organisation', 'organization', 'employer'],
  ['职位', '职务', '头衔', 'job title', 'position', 'job'],
  ['邮箱', '电子邮件', '电子邮箱', '邮件', '邮箱地址', 'email', 'e-mail', 'mail', 'email address'],
  ['备注', '附言', '备注信息', '说明', 'note', 'notes', 'remark', 'remarks', 'memo', 'comment'],
  ['地址', '详细地址', '收货地址', '街道地址', '送货地址', '公司地址', '单位地址', '家庭住址', '住址', 'address', 'street address', 'street', 'delivery address'],
  ['门牌号', '楼号门牌', '门牌', '房间号', 'unit', 'apartment', 'room', 'flat'],
  ['地区', '所在地区', '省市区', '城市', 'region', 'area', 'district', 'city'],
  ['邮编', '邮政编码', 'postcode', 'zip', 'zip code', 'postal code'],
  ['标签', '地址标签', '分组', 'label', 'tag', 'group'],
  ['性别', '称呼', 'gender', 'sex'],
  ['生日', '出生日期', 'birthday', 'date of birth'],
  ['身份证', '身份证号', '身份证号码', '证件号', '证件号码', 'id number', 'id card', 'id card number'],
  ['类型', '号码类型', '优惠类型', '旅客类型', 'type', 'kind'],
];

const familyOf = new Map(families.flatMap((words) => words.map((word) => [word, words] as const)));

const longestFirst = [...familyOf.keys()].sort((a, b) => b.length - a.length);
/** A single hanzi is a name only before a colon: 姓李 says nothing yet. */
const knownWords = longestFirst.filter((word) => word.length > 1);
const colon = '\\s*[:：=]\\s*';
const anyName = "\\p{L}[\\p{L}\\p{N}()（）'/ -]{0,23}";
const knownName = `(?:(?:the|his|her|their)\\s+)?(?:${knownWords.join('|')})`;
const hanName = `(?:${knownWords.filter((word) => /\p{Script=Han}/u.test(word)).join('|')})`;
const named = `(?:${anyName}${colon}|${hanName}|${knownName}\\s)`;
const joint = new RegExp(`(?:[;；\\n,，、。]+\\s*(?:and\\s+)?|\\s+and\\s+|\\s*(?:和|以及|还有)\\s*)(?=${named})`, 'iu');
const withColon = new RegExp(`^(${anyName}?)${colon}(.+)$`, 'su');
const withoutColon = new RegExp(
  `^(?:(?:the|his|her|their)\\s+)?(${knownWords.join('|')})(?:(?<=\\p{Script=Han})(?:是|为|叫|叫做|填|写)?|\\s+(?:is|as)\\b|(?=\\s))\\s*([^\\s:：=].*)$`,
  'isu',
);

/** The fields that a text names, in its order; none where anything in it belongs to no name, or a name stands twice. */
export function readFormFields(text: string): FormField[] {
  const pieces = text.split(joint).map((piece) => piece.replaceAll(/^[\s;；,，、。]+|[\s;；,，、。]+$/g, ''));
  const fields = pieces.filter((piece) => piece !== '').map(fieldOf);
  const names = new Set(fields.map((field) => field && formNames(field.name)[0]));
  return fields.some((field) => field === undefined) || names.size < fields.length ? [] : (fields as FormField[]);
}

/** All that a field of this name may be called, in lower case: what is not listed goes by its own name alone. */
export function formNames(name: string): readonly string[] {
  const said = name.trim().toLowerCase();
  return familyOf.get(said) ?? [said];
}

/** As one value of a goal. */
export function writeFormFields(fields: readonly FormField[], language: 'zh' | 'en'): string {
  return language === 'zh'
    ? fields.map(({ name, value }) => `${name}：${value}`).join('；')
    : fields.map(({ name, value }) => `${name}: ${value}`).join('; ');
}

function fieldOf(piece: string): FormField | undefined {
  const [, name, value] = withColon.exec(piece) ?? withoutColon.exec(piece) ?? [];
  return name === undefined || value === undefined ? undefined : { name: name.trim(), value: value.trim() };
}
