// Commands that make an entry by a form ("新建联系人，姓名李雷，电话13800001111"), read by rule: a verb, a kind of entry, and named
// fields to the end. The models were not taught them; whatever is said besides makes it a command for the models.
import {
  type App,
  appById,
  type FormField,
  type FormKindId,
  formKindOf,
  formKinds,
  goalSentence,
  type Language,
  languageOf,
  type Plan,
  parsePlan,
  readFormFields,
  resolveApp,
  writeFormFields,
} from '@farhand/shared';

/** One field alone is said of many things, and makes no entry. */
const fewestFields = 2;
const longestValue = 100;

const kindsOf = (isHan: boolean): string =>
  Object.values(formKinds)
    .flatMap(({ names }) => names as readonly string[])
    .filter((name) => /\p{Script=Han}/u.test(name) === isHan)
    .sort((a, b) => b.length - a.length)
    .join('|');

const politeZh = '(?:请你?|麻烦|劳驾|帮[忙我]?|给我|我[要想])*';
const politeEn = '(?:(?:please|can you|could you|would you|i want to|help me(?: to)?)[, ]+)*';
const placeZh =
  '(?:(?:打开|进入|在|到|往|去|用)?(?<app>[^，,。；;：:]{1,12}?)(?:应用|软件)?(?:里面?|中|上|的)?[，,]?\\s*)??';
const bookEn = '(?<kind>contacts|contact list|address book|phone ?book)';

/** Each names the app, the kind, perhaps whose entry it is, and the rest. */
const shapes: readonly RegExp[] = [
  new RegExp(
    `^${politeZh}${placeZh}(?:新建|新增|添加|增加|创建|录入|登记|加|存)(?:一?[个位条名])?(?:新的?)?(?<kind>${kindsOf(true)})(?:信息)?(?<rest>.+)$`,
    'su',
  ),
  new RegExp(
    `^${politeZh}把(?<who>[^，,。；;：:]{1,20}?)(?:的(?<rest1>(?:电话|手机号?|号码).{5,20}?))?(?:添加|加|存|保存|录)(?:到|进|入)(?:我的|手机)?(?<kind>通讯录|联系人)(?:[里中])?(?<rest>.*)$`,
    'su',
  ),
  new RegExp(
    `^${politeEn}(?:(?:open|go to|in|on|using|use|with)\\s+(?:the |my )?(?<app>[^,:;]{2,24}?)(?: app)?(?:,| and| to)?\\s+)?(?:add|create|save|make|register)\\s+(?:an? |one |the )?(?:new )?(?<kind>${kindsOf(false)})\\b(?:\\s+(?:in|on|to|with|using)\\s+(?:the |my )?(?<app2>[^,:;]{2,24}?)(?: app)?(?=[,:;]))?(?<rest>.+)$`,
    'isu',
  ),
  new RegExp(
    `^${politeEn}(?:add|save|put)\\s+(?<who>[^,:;]{2,40}?)\\s+(?:to|in|into)\\s+(?:my |the )?${bookEn}\\b(?<rest>.*)$`,
    'isu',
  ),
];

const restBegins =
  /^(?:[\s,，:：;；、-]|(?:为|叫做|名叫|叫)(?!\p{Script=Han}*[:：])|with\b|called\b|named\b|whose\b|for\b|details?\b|the following\b)+/iu;
/** What stands without a word for it is a name only if it looks like one. */
const looksLikeName =
  /^(?!.*[的那这哪谁个])(?:\p{Script=Han}{2,4}|\p{Script=Han}+·[\p{Script=Han}·]+)$|^(?!(?:the|a|an|my|that|this|some)\b)[\p{Script=Latin}.'’-]+(?: [\p{Script=Latin}.'’-]+){0,3}$/iu;
/** More is asked for than the entry. */
const goesOn =
  /然后|接着|随后|之后再|[，,；;。]\s*再|并(?:且)?(?:发|给|打|告诉|通知)|发给|打给|\bthen\b|\band (?:send|call|text|message|tell|open|book)\b/iu;

const usualApp: Partial<Record<FormKindId, string>> = { contact: 'contacts', passenger: '12306' };
const addressBooks: ReadonlySet<string> = new Set(['phone', 'contacts']);

/** The plan of a command that only makes an entry; undefined for every other. */
export function formPlanOf(command: string): Plan | undefined {
  const said = command.trim().replace(/[。.!！\s]+$/u, '');
  if (goesOn.test(said)) return undefined;
  for (const shape of shapes) {
    const groups = shape.exec(said)?.groups;
    const plan = groups && planOf(groups, languageOf(command));
    if (plan) return plan;
  }
  return undefined;
}

function planOf(groups: Readonly<Record<string, string | undefined>>, language: Language): Plan | undefined {
  const kind = formKindOf(
    groups.kind === 'contact list' ? 'contacts' : (groups.kind ?? '').replace(/phone ?book/i, 'contacts'),
  );
  if (kind === undefined) return undefined;
  const app = appFor(kind, groups.app ?? groups.app2);
  const what = groups.who === undefined ? (groups.kind ?? '') : language === 'zh' ? '联系人' : 'contact';
  const fields = fieldsOf(kind, groups, language);
  if (!app || fields.length < fewestFields || fields.some(({ value }) => value.length > longestValue)) return undefined;
  const values = { what, fields: writeFormFields(fields, language) };
  const goal = goalSentence('fill_form', values, app.names[language], language);
  const subtask = { id: 's1', kind: 'app', app: app.id, intent: 'fill_form', goal, values, dependsOn: [] };
  return parsePlan({ language, subtasks: [subtask], combine: 'last' });
}

/** All that is said behind the kind has to be fields; what stands there first may be the name itself. */
function fieldsOf(
  kind: FormKindId,
  { who, rest1 = '', rest = '' }: Readonly<Record<string, string | undefined>>,
  language: Language,
): FormField[] {
  const key = formKinds[kind].key[language];
  const more = rest.replace(restBegins, '');
  const named = who === undefined ? readFormFields(more) : [];
  if (named.length > 0) return named;
  const parts = who === undefined ? [`${key}：${more}`] : [`${key}：${who}`, rest1, more];
  const fields = readFormFields(parts.filter(Boolean).join('；'));
  const isPerson = formKinds[kind].key.en === 'name';
  return isPerson && !looksLikeName.test(fields[0]?.value ?? '') ? [] : fields;
}

function appFor(kind: FormKindId, named: string | undefined): App | undefined {
  if (named === undefined) return appById(usualApp[kind] ?? '');
  const app = resolveApp(named);
  return app && kind === 'contact' && !addressBooks.has(app.category) ? undefined : app;
}
